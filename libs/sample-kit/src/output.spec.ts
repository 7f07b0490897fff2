import type { AuthenticationResult } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apiAnswer } from './api-answer.ts';
import { createOutput, type Output, type OutputContext } from './output.ts';
import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const result = {
  account: { username: 'adele@contoso.example' },
  tenantId: 'tenant',
  fromCache: true,
  expiresOn: new Date(Date.now() + 3_600_000),
  scopes: ['User.Read'],
  accessToken: 'eyJ.secret.token',
} as unknown as AuthenticationResult;

function output(
  options: { json: boolean; printToken: boolean },
  interruption?: () => number | undefined,
  whyNot: OutputContext['whyNot'] = () => undefined,
) {
  const text = { out: '', err: '' };
  const streams = {
    out: { write: (part: string) => (text.out += part) },
    err: { write: (part: string) => (text.err += part) },
  };
  return { text, output: createOutput(options, streams, { interruption, whyNot }) };
}

describe('createOutput', () => {
  test('at a terminal breaks lines between words, of what is said beside the answer too', () => {
    let screen = '';
    const terminal = { isTTY: true, columns: 40, write: (part: string) => (screen += part) };
    const streams = { out: terminal, err: terminal };
    const o = createOutput({ json: false, printToken: false }, streams);
    o.flowStep({
      step: 'skipped',
      flow: 'interactive',
      reason: 'this is a container without a screen',
    });
    o.notCalled(['api://orders/Orders.Read']);
    o.signedOut([{ username: `${'a'.repeat(30)}@contoso.example` }] as never);
    const lines = screen.split('\n');
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => line.length > 40 && line.trim().includes(' '))).toEqual([]);
  });

  test('as text says who, from where and for how long, and no token', () => {
    const { text, output: o } = output({ json: false, printToken: false });
    o.token(result);
    o.answer({ displayName: 'Adele\u001b[2J' });
    o.end();
    expect(text.out).toContain('adele@contoso.example (token from the cache, 60 min left)');
    expect(text.out).toContain('Microsoft Graph says: Adele[2J\n');
    expect(text.out).not.toContain('\u001b');
    expect(text.out).not.toContain('eyJ');
  });

  test('prints the token when asked to, in both forms', () => {
    for (const json of [true, false]) {
      const { text, output: o } = output({ json, printToken: true });
      o.token(result);
      o.end();
      expect(text.out).toContain('eyJ.secret.token');
    }
  });

  test('with --json writes one object on stdout, also for a failure', () => {
    const { text, output: o } = output({ json: true, printToken: false });
    o.token(result);
    o.failure(new Error('kaput'));
    o.end();
    const found = JSON.parse(text.out) as Record<string, unknown>;
    expect(found).toMatchObject({ username: 'adele@contoso.example', fromCache: true });
    expect(found['error']).toMatchObject({ message: expect.any(String), category: 'unknown' });
    expect(text.err).not.toBe('');
  });
});

test('says once why another flow is taken, and proposes none of those that were', () => {
  const { text, output: o } = output({ json: true, printToken: false });
  const skipped = { flow: 'interactive', step: 'skipped', reason: 'no\u001b screen' } as const;
  o.flowStep(skipped);
  o.flowStep(skipped);
  o.flowStep({ flow: 'device-code', step: 'tried', reason: '' });
  expect(text.err).toMatch(/^No browser can be used here \(no screen\), so a device code[^\n]+\n$/);
  o.failure(new Error('AADSTS53003: Blocked.'));
  o.end();
  expect(JSON.parse(text.out)).toMatchObject({ error: { tryInstead: 'broker' } });
});

test('a flow that cannot work on this machine is not proposed: it says where one can, and why not here', () => {
  const whyNot = (flow: string) => (flow === 'device-code' ? undefined : 'no\u001b screen');
  const { text, output: o } = output({ json: true, printToken: false }, undefined, whyNot);
  o.flowStep({ flow: 'device-code', step: 'tried', reason: '' });
  o.failure(new Error('AADSTS53003: Blocked.'));
  o.end();
  const { error } = JSON.parse(text.out) as { error: Record<string, unknown> };
  expect(error).not.toHaveProperty('tryInstead');
  const advice =
    'sign in on a machine with a browser or a broker. None can be used here (no screen).';
  expect(error['message']).toContain(advice);
  expect(text.err.replace(/\s+/g, ' ')).toContain(advice);
  expect(text.err).not.toMatch(/this machine|cli-/);
});

test('a local emulator that does not answer is to be started, and left open', () => {
  process.env['ENTRA_EMULATOR'] = '/nowhere/endpoints.json';
  try {
    const { text, output: o } = output({ json: true, printToken: false });
    o.failure(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    o.end();
    expect(text.err).toMatch(/leave it open[^]*^ +npm start -- identity-emulator$/m);
    expect(text.err).not.toMatch(/proxy/);
    expect(JSON.parse(text.out)).toMatchObject({
      error: { message: expect.stringMatching(/leave it open/) },
    });
  } finally {
    delete process.env['ENTRA_EMULATOR'];
  }
});

describe('what goes wrong behind the token', () => {
  test('is not called a failed sign-in', () => {
    const { text, output: o } = output({ json: false, printToken: false });
    o.token(result);
    o.failure(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    expect(text.err).toContain('The token was obtained, but the call of the API failed.');
  });

  test('an expiry that is not a date is left out, and nothing is thrown', () => {
    for (const json of [true, false]) {
      const { text, output: o } = output({ json, printToken: false });
      o.token({ ...result, expiresOn: new Date(NaN) });
      o.end();
      expect(text.out).toContain('adele@contoso.example');
    }
  });

  test('a name in JSON turns no text around', () => {
    const { text, output: o } = output({ json: true, printToken: false });
    const username = 'a\u009b31m\u202eb';
    o.token({ ...result, account: { username } } as typeof result);
    o.end();
    expect(text.out).toContain('"a\\u009b31m\\u202eb"');
    expect(JSON.parse(text.out)).toMatchObject({ username });
  });

  test('a name with a line break stays on its line', () => {
    const { text, output: o } = output({ json: false, printToken: false });
    o.token({ ...result, account: { username: 'evil\nsigned in' } } as typeof result);
    expect(text.out).toContain('evil signed in (token');
  });
});

test('an interruption is one word, and no diagnosis', () => {
  const { text, output: o } = output({ json: true, printToken: false }, () => 130);
  expect(o.failure(new Error('aborted'))).toBe(130);
  o.end();
  expect(text.err).toMatch(/^Stopped\.\n$|^중지/);
  expect(JSON.parse(text.out)).toEqual({
    error: { category: 'user.cancelled', code: 'interrupted' },
  });
});

describe('apiAnswer', () => {
  test('says what to do about a token that the API does not take', () => {
    expect(() => apiAnswer({ status: 401, headers: {}, text: '{}' })).toThrow(
      'Sign out and in again',
    );
  });

  test('refuses an answer that is nested too deeply to be printed', () => {
    const text = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(() => apiAnswer({ status: 200, headers: {}, text })).toThrow('HTTP 200');
  });

  test("says the API's own code and message, and that the token was there", () => {
    const text = '{"error":{"code":"Forbidden","message":"no licence"}}';
    const call = () => apiAnswer({ status: 403, headers: {}, text });
    expect(call).toThrow('HTTP 403 (Forbidden: no licence)');
    expect(call).toThrow('The token was obtained');
  });

  test.each([429, 503])('says how long to wait after HTTP %i, in words and in JSON', (status) => {
    const answer = { status, headers: { 'retry-after': '30' }, text: '{}' };
    expect(() => apiAnswer(answer)).toThrow('wait at least 30 seconds, then try again.');
    const { text, output: o } = output({ json: true, printToken: false });
    try {
      apiAnswer(answer);
    } catch (error) {
      o.failure(error);
    }
    o.end();
    expect(JSON.parse(text.out)).toMatchObject({
      error: { category: 'api', code: 'api_error', retryAfter: 30 },
    });
  });

  test.each([
    [431, ''],
    [400, '<h2>Bad Request - Request Too Long</h2>'],
    [400, 'HTTP Error 400. The size of the request headers is too long.'],
    [400, '<center>Request Header Or Cookie Too Large</center>'],
  ])('says that the token is too large for the API: HTTP %i %s', (status, text) => {
    expect(() => apiAnswer({ status, headers: {}, text })).toThrow('it is too large for this API');
  });

  test('sends a user of a captive network to its login page', () => {
    expect(() => apiAnswer({ status: 511, headers: {}, text: '<html>' })).toThrow(
      'log in to the network',
    );
  });

  test('hides the token that an API repeats', () => {
    const message = `Invalid header: Bearer ${'eyJhbGciOi.'.repeat(5)}`;
    const text = JSON.stringify({ error: { message } });
    expect(() => apiAnswer({ status: 401, headers: {}, text })).toThrow(
      'HTTP 401 (Invalid header: Bearer …)',
    );
  });

  test.each(['<html>', '[]', '"text"', ''])('refuses %j, which is no JSON object', (text) => {
    expect(() => apiAnswer({ status: 200, headers: {}, text })).toThrow('HTTP 200');
  });

  test.each([
    ['<html>', '<html>'],
    ['[1]', [1]],
    ['null', null],
    ['', ''],
  ])('takes %j from an API that is not Microsoft Graph', (text, expected) => {
    expect(apiAnswer({ status: 200, headers: {}, text }, { isMe: false })).toEqual(expected);
  });

  test('says of another API that refuses the token what the token is for', () => {
    const refused = () => apiAnswer({ status: 401, headers: {}, text: '' }, { isMe: false });
    expect(refused).toThrow('check that the scopes are those of this API');
  });
});

describe('at a terminal of 80 columns', () => {
  const launched = {
    SAMPLE_SIBLINGS: 'npm start -- {sample}',
    SAMPLE_ERRORS: 'docs/errors.md',
    SAMPLE_COMMAND: 'npm start --',
  };
  beforeEach(() => void Object.assign(process.env, launched));
  afterEach(() => Object.keys(launched).forEach((name) => delete process.env[name]));

  function screen(say: (o: Output) => void, signOut = false, context: OutputContext = {}): string {
    let text = '';
    const terminal = { isTTY: true, columns: 80, write: (part: string) => (text += part) };
    const options = { json: false, printToken: false, signOut };
    const o = createOutput(options, { out: terminal, err: terminal }, context);
    say(o);
    o.end();
    return stripVTControlCharacters(text);
  }

  const page = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');

  test.each<[string, object]>([
    ['aadsts53003', { errorMessage: 'AADSTS53003: Blocked.' }],
    ['aadb2c90118', { errorMessage: 'AADB2C90118: Forgotten.' }],
    ['http_429', { status: 429 }],
    ['expired_token', { errorCode: 'expired_token' }],
    ['no_account_found', { errorCode: 'no_account_found' }],
    ['econnrefused', { code: 'ECONNREFUSED' }],
    ['enospc', { code: 'ENOSPC' }],
    ['browser_not_opened', { errorCode: 'browser_not_opened' }],
  ])('a diagnosis links to its anchor, which is there: %s', (anchor, error) => {
    const text = screen((o) => void o.failure(error));
    expect(text).toContain(`\n  More   docs/errors.md#${anchor}\n`);
    expect(page).toContain(`<a id="${anchor}"></a>`);
  });

  test('a code that no list has has no link', () => {
    expect(screen((o) => void o.failure({ errorMessage: 'AADSTS99: ?' }))).not.toContain(
      'errors.md',
    );
  });

  test('what a refused call takes is said, and its options stand below it', () => {
    const error = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' };
    const refused = { status: 403, headers: {}, text: JSON.stringify({ error }) };
    const text = screen((o) => {
      try {
        apiAnswer(refused);
      } catch (failure) {
        o.failure(failure);
      }
    });
    expect(text).toContain('User.Read');
    expect(text).toMatch(/^ {2}Options: --sign-out/m);
    expect(text.split('\n').filter((line) => /^ {3}/.test(line))).toEqual([]);
  });

  test('what support asks for is broken between facts alone', () => {
    const id = '11111111-2222-3333-4444-555555555555';
    const description = `AADSTS53003: Blocked. Trace ID: ${id} Correlation ID: ${id} Timestamp: 2026-11-21 22:55:00Z`;
    const text = screen((o) => void o.failure({ error_description: description }));
    expect(text).toContain(`\n  Error  AADSTS53003 · correlation ID ${id} ·\n`);
    expect(text).toContain(`\n         trace ID ${id} · 2026-11-21 22:55:00Z\n`);
  });

  test('a flow that cannot run here has the command for a machine where it can', () => {
    const blocked = { errorMessage: 'AADSTS53003: Blocked.' };
    const context = { flow: 'device-code', whyNot: () => 'a container' } as const;
    const text = screen((o) => void o.failure(blocked), false, context);
    expect(text).toMatch(
      / Or {5}sign in on a machine with a browser[^]*On such a machine, run\s+npm start -- cli-/,
    );
  });

  test('a sign-out of an account that is not there proposes no sign-in', () => {
    const notThere = { errorCode: 'account_not_found', errorMessage: 'b@x is not signed in' };
    const text = screen((o) => void o.failure(notThere), true);
    expect(text).toContain('✕ Nothing was signed out.\n');
    expect(text).not.toMatch(/sign in|signs in/i);
  });

  test('a sign-out of nobody proposes none either, and one of a user does', () => {
    const signedOut = (users: object[]) => screen((o) => o.signedOut(users as never), true);
    expect(signedOut([])).toBe('nobody is signed in\n');
    expect(signedOut([{ username: 'adele@x' }])).toMatch(
      /Next {3}npm start -- cli-device-code +signs in again/,
    );
  });
});
