import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { emulator, openTerminal, place, useSample } from '@entra-flows/sample-testing';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';

const [ADELE, BRUNO] = ['adele@contoso.example', 'bruno@contoso.example'];
let cache: string;

useSample('cli-accounts', { deviceCode: { interval: 0.05 } });
beforeEach(() => {
  cache = join(place.folder, 'cache');
});

const signIn = (...users: string[]) => signInToCache(emulator, cache, users);
const run = async (...args: string[]) => place.run(['--cache', cache, ...args]).ended;

const tokensAsked = async () =>
  (await emulator.control.exchanges()).filter(({ grantType }) => grantType === 'refresh_token')
    .length;

describe('who is signed in', () => {
  test('one: what is held, a token from the cache, and what Graph says', async () => {
    await signIn(ADELE);
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^adele@contoso\.example \(5f3c8a52-.*\)$/m);
    expect(out).toMatch(/^ {2}User\.Read.*: good until /m);
    expect(out).toContain('a refresh token is held');
    expect(out).toContain(`${ADELE} (token from the cache`);
    expect(out).toContain('Microsoft Graph says: ');
    expect(out).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('no account: the user is needed, and which samples ask', async () => {
    const { code, out, err } = await run();
    expect([code, out]).toEqual([1, 'nobody is signed in\n']);
    expect(err).toContain('by the interactive flow or by device code');
    expect(err).toContain('no_account_found');
    expect(err).toContain('No saved sign-in was found.');
    expect(err).not.toContain('spelling');
  });

  test('--json: one object with the accounts, and no secret', async () => {
    await signIn(ADELE, BRUNO);
    const { code, out } = await run('--json', '--account', BRUNO);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      accounts: [
        { username: ADELE, hasRefreshToken: true },
        { username: BRUNO, accessTokens: [{ expiresOn: expect.stringMatching(/^\d{4}-/) }] },
      ],
      username: BRUNO,
      fromCache: true,
    });
    expect(out).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});

describe('several accounts', () => {
  beforeEach(() => signIn(ADELE, BRUNO));

  test('are an error where no user can choose', async () => {
    const { code, err } = await run();
    expect(code).toBe(1);
    expect(err).toContain('account_ambiguous');
    expect(err).toContain('--account NAME');
  });

  test('are chosen from by number in a terminal; nonsense is asked again', async () => {
    const terminal = openTerminal(place, ['--cache', cache]);
    await terminal.shows(/Which account, 1 to 2\?/);
    terminal.type('7\r');
    await terminal.shows(/7 is none of them\./);
    terminal.type('2\r');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain(`${BRUNO} (token from the cache`);
  });

  test('are chosen in a terminal of 20 columns, also when its width changes meanwhile', async () => {
    const terminal = openTerminal(place, ['--cache', cache], 20);
    await terminal.shows(/Which account/);
    terminal.resize(40);
    terminal.type('1x\u007f\r');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen().replace(/\s+/g, ' ')).toContain(`${ADELE} (token from the cache`);
    expect(terminal.screen().match(/Which account/g)).toHaveLength(1);
  });

  test.each([
    ['Ctrl-C', '\u0003', 130, /\? (?:\^C)?\r\n(?:\r\u001b\[K)?Stopped\.\r\n$/, 'en'],
    ['the end of the input', '\u0004', 1, /\? \r\n✕ [^\n]+\(user_canceled\)\r\n$/, 'en'],
    ['Ctrl-C', '\u0003', 130, /: (?:\^C)?\r\n(?:\r\u001b\[K)?중지했습니다\.\r\n$/, 'ko'],
    [
      'the end of the input',
      '\u0004',
      1,
      /: \r\n✕ [^\n]*[가-힣][^\n]+\(user_canceled\)\r\n$/,
      'ko',
    ],
  ])('%s at the question ends it', async (_name, key, code, words, lang) => {
    const terminal = openTerminal(place, ['--cache', cache, '--lang', lang], 120);
    await terminal.shows(/Which account|어느 계정/);
    terminal.type(key);
    expect(await terminal.ended).toBe(code);
    expect(terminal.screen()).toMatch(words);
  });

  test('--timeout ends the question', async () => {
    const terminal = openTerminal(place, ['--cache', cache, '--timeout', '1']);
    await terminal.shows(/Which account/);
    expect(await terminal.ended).toBe(1);
    expect(terminal.screen()).toContain('user_timeout_reached');
  });

  test('are signed out one by one, or all', async () => {
    const unknown = await run('--sign-out', '--account', 'nobody@x.example');
    expect([unknown.code, unknown.out]).toEqual([1, '']);
    expect(unknown.err.replace(/\s+/g, ' ')).toContain(
      `nobody@x.example is not signed in; signed in: ${ADELE}, ${BRUNO}`,
    );
    expect((await run('--sign-out', '--account', ADELE)).out).toBe(`✓ Signed out: ${ADELE}\n`);
    expect((await run()).out).toContain(`${BRUNO} (token from the cache`);
    expect((await run('--sign-out')).out).toBe(`✓ Signed out: ${BRUNO}\n`);
    expect((await run()).out).toBe('nobody is signed in\n');
  });
});

describe('why it could not', () => {
  beforeEach(() => signIn(ADELE));

  test('--refresh asks the authority for a new token', async () => {
    const before = await tokensAsked();
    expect((await run('--refresh')).out).toContain(`${ADELE} (token from the authority`);
    // The call of the API takes the token that has just come.
    expect((await tokensAsked()) - before).toBe(1);
  });

  test.each([
    ['AADSTS50173', /AADSTS50173/],
    ['AADSTS50076', /AADSTS50076/],
    ['AADSTS700082', /AADSTS700082/],
  ])('%s: the user is needed', async (aadsts, words) => {
    await emulator.control.fault({ at: 'token', answer: { aadsts } });
    const { code, err } = await run('--refresh');
    expect(code).toBe(1);
    expect(err).toContain('The user is needed');
    expect(err).toMatch(words);
  });

  test.each([
    ['message_only', 'signing in again does not change it'],
    ['consent_required', 'accept what the app asks for'],
  ])('the suberror %s says what a page can do about it', async (suberror, words) => {
    const body = JSON.stringify({ error: 'invalid_grant', suberror });
    await emulator.control.fault({ at: 'token', answer: { status: 400, body } });
    const { code, err } = await run('--refresh');
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('an authority that is down needs no user', async () => {
    await emulator.control.fault({ at: 'token', answer: { status: 503 } });
    const { code, err } = await run('--refresh');
    expect(code).toBe(1);
    expect(err).not.toContain('The user is needed');
  });

  test('an unknown account', async () => {
    const { code, err } = await run('--account', 'nobody@contoso.example');
    expect(code).toBe(1);
    expect(err).toContain('account_not_found');
  });
});
