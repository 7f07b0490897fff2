import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import {
  answer,
  beginFlow,
  failureOf,
  knock,
  redirectOf,
  stateOf,
  type Stranger,
} from './testing/interactive-flow.ts';

let emulator: IdentityEmulator;
let url: URL;
let result: Promise<unknown>;
let redirectUri: string;
beforeEach(async () => {
  emulator = await startIdentityEmulator();
  const flow = beginFlow(emulator);
  url = await flow.opened;
  result = flow.result;
  redirectUri = redirectOf(url);
});
afterEach(async () => {
  await answer(redirectUri, { error: 'over', state: stateOf(url) }).catch(() => undefined);
  await failureOf(result).catch(() => undefined);
  await emulator.close();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** The flow still waits, and the user can still sign in. */
async function goesOn(): Promise<void> {
  await emulator.control.user({ does: 'approve' });
  const page = await followSignIn(url.href);
  expect(page.body).toContain('You are signed in');
  expect(await result).toMatchObject({ account: { username: 'adele@contoso.example' } });
}

describe('a stranger who knocks at the loopback address does not end the sign-in', () => {
  test.each<[string, Stranger, number]>([
    ['another path', { path: '/favicon.ico' }, 404],
    ['a path that is not one', { path: '//evil.example/?state=x' }, 404],
    ['nothing', {}, 400],
    ['another method', { method: 'PUT' }, 405],
    ['a preflight', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 405],
    ['another host (DNS rebinding)', { headers: { host: 'evil.example' } }, 421],
    ['JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, 415],
    ['no content type', { method: 'POST' }, 415],
    ['no state', { method: 'POST', headers: form, body: 'code=x' }, 400],
    ['a wrong state', { method: 'POST', headers: form, body: 'code=x&state=y' }, 400],
    ['an error with a wrong state', { path: '/?error=access_denied&state=y' }, 400],
    ['a body without end', { method: 'POST', headers: form, body: 'a'.repeat(70_000) }, 413],
  ])('%s', async (_, stranger, status) => {
    const reply = await knock(redirectUri, stranger);
    expect(reply.status).toBe(status);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(reply.body).not.toContain(stateOf(url));
    await goesOn();
  });

  test('a page of another origin', async () => {
    const headers = { ...form, origin: 'https://evil.example' };
    const reply = await knock(redirectUri, { method: 'POST', headers, body: 'code=x&state=y' });
    expect(reply.status).toBe(400);
    await goesOn();
  });

  test('the right state twice, or with neither code nor error', async () => {
    const state = stateOf(url);
    const twice = `code=x&state=${state}&state=${state}`;
    expect((await knock(redirectUri, { method: 'POST', headers: form, body: twice })).status).toBe(
      400,
    );
    expect((await answer(redirectUri, { state })).status).toBe(400);
    await goesOn();
  });

  test('one who connects and says nothing, or breaks off in the middle', async () => {
    const port = Number(new URL(redirectUri).port);
    const silent = connect(port, '127.0.0.1');
    const broken = connect(port, '127.0.0.1');
    await new Promise((resolve) => broken.once('connect', resolve));
    broken.write(
      `POST / HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: ${form['content-type']}\r\ncontent-length: 99\r\n\r\ncode=`,
    );
    broken.destroy();
    const closed = new Promise((resolve) => silent.once('close', resolve));
    await goesOn();
    await closed;
  });
});

describe('the answer', () => {
  test('comes with the cookies of every program that was ever served at localhost', async () => {
    const cookies = { ...form, cookie: `other=${'a'.repeat(200_000)}` };
    const body = new URLSearchParams({ error: 'access_denied', state: stateOf(url) }).toString();
    const reply = await knock(redirectUri, { method: 'POST', headers: cookies, body });
    expect(reply.status).toBe(200);
    expect(await failureOf(result)).toMatchObject({ errorCode: 'access_denied' });
  });

  test('with more cookies than can be read gets a page that says so, and the wait goes on', async () => {
    const reply = await knock(redirectUri, { headers: { cookie: 'a'.repeat(600_000) } });
    expect(reply.status).toBe(431);
    expect(reply.body).toContain('Delete the cookies of localhost');
    await goesOn();
  });

  test('may come several times: every tab is told the outcome', async () => {
    await emulator.control.fault({ at: 'token', answer: { delayMs: 300 } });
    const fields = { code: 'made-up', state: stateOf(url) };
    const replies = await Promise.all(Array.from({ length: 9 }, () => answer(redirectUri, fields)));
    await failureOf(result);
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(8).fill(200), 429]);
    const told = replies.filter(({ body }) => body.includes('The sign-in did not succeed'));
    expect(told).toHaveLength(8);
  });

  test('a tab that was closed while the code is redeemed does not keep the program waiting', async () => {
    await emulator.control.fault({ at: 'token', answer: { delayMs: 300 } });
    const port = Number(new URL(redirectUri).port);
    const body = new URLSearchParams({ code: 'made-up', state: stateOf(url) }).toString();
    const tab = connect(port, '127.0.0.1');
    tab.write(
      `POST / HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: ${form['content-type']}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => void tab.once('connect', resolve));
    tab.end(() => tab.destroy());
    await failureOf(result);
  });

  test('with a code in the address is refused, as MSAL refuses it, and not told as a stranger’s', async () => {
    await knock(redirectUri, { path: `/?code=x&state=${stateOf(url)}` });
    const error = await failureOf(result);
    expect(error).toMatchObject({ errorCode: 'loopback_server_query_response_not_supported' });
    const text = explainAuthError(error, { language: 'en' });
    expect(text).toContain('form_post');
    expect(text).not.toMatch(/somebody else|older browser tab/);
  });

  test('with an error in the address is believed, when the state is right', async () => {
    const query = new URLSearchParams({
      error: 'interaction_required',
      error_description: 'AADSTS50076: More is needed.',
      state: stateOf(url),
    });
    const page = await knock(redirectUri, { path: `/?${query.toString()}` });
    expect(await failureOf(result)).toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorMessage: 'AADSTS50076: More is needed.',
    });
    expect(page.status).toBe(200);
  });

  test('shows nothing of a stranger as markup, loads nothing, and runs nothing', async () => {
    const page = await answer(redirectUri, {
      error: 'odd',
      error_description: '<script>alert(1)</script> & "more"',
      state: stateOf(url),
    });
    await failureOf(result);
    expect(page.body).not.toContain('<script');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(page.headers['cache-control']).toBe('no-store');
  });
});

test('connections without end are dropped, and the browser gets through', async () => {
  const { port } = new URL(redirectUri);
  const sockets = Array.from({ length: 130 }, () =>
    connect(Number(port), '127.0.0.1').on('error', () => undefined),
  );
  await once(sockets[0]!, 'close');
  await goesOn();
  for (const socket of sockets) socket.destroy();
});

test('an answer of HTTP/1.0 without a Host, and an empty address, are strangers too', async () => {
  const { port } = new URL(redirectUri);
  const socket = connect(Number(port), '127.0.0.1');
  const said = new Promise<string>((resolve) => {
    let all = '';
    socket.on('data', (chunk) => (all += chunk.toString()));
    socket.once('close', () => resolve(all));
  });
  socket.write('GET / HTTP/1.0\r\n\r\n');
  expect(await said).toMatch(/^HTTP\/1\.1 421/);
  await goesOn();
});
