import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration } from '@entra-flows/auth-core';
import { type BrokerScript, tokensFor } from '@entra-flows/auth-core/testing/broker-stand-in';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { giveBroker } from '@entra-flows/sample-testing/give-broker';

const LINK = /http:\/\/localhost:\d+\/[\w-]{8}$/m;
/** What a machine of the tests can lack; a real broker would not know the emulator. */
const NOT_USED =
  /^The broker of this system is not used: (its runtime does not start|it knows Microsoft's|the package)/m;
let emulator: IdentityEmulator;
let user: string;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator();
  user = emulator.users[0]?.username ?? '';
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: user });
});
afterEach(() => place.remove());

const askedSince = async (before: number) =>
  (await emulator.control.exchanges()).slice(before).map(({ endpoint }) => endpoint);

/** Runs the sample; the scripted user takes its link. */
async function signIn(...args: string[]) {
  const { prompted, ended } = place.run(['--no-browser', ...args]);
  const [link] = await prompted(LINK);
  const end = await followSignIn(link);
  return { ...(await ended), link: new URL(link), page: end.body };
}

describe('with the real plugin, on a machine without a broker', () => {
  beforeEach(() => {
    place = placeFor(emulator, 'cli-broker');
  });

  test('the first run says why, and signs in with the browser; the second is silent', async () => {
    const { code, out, err, page } = await signIn('--login-hint', user, '--prompt', 'login');
    expect(code).toBe(0);
    expect(err).toMatch(NOT_USED);
    expect(err.match(/The broker/g)).toHaveLength(1);
    expect(out).toContain(`${user} (token from the authority`);
    expect(out).toContain('Microsoft Graph says: ');
    expect(page).toMatch(/signed in/i);
    expect(out + err).not.toMatch(/eyJ[\w-]+\.eyJ|^\s+at /m);

    const before = await emulator.control.exchanges();
    const again = await place.run().ended;
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toContain(`${user} (token from the cache`);
    expect(await askedSince(before.length)).toEqual(['graph']);

    const { out: gone } = await place.run(['--sign-out']).ended;
    expect(gone).toBe(`✓ Signed out: ${user}\n`);
  });

  test('--no-broker is a reason as well', async () => {
    const { child, prompted, ended } = place.run(['--no-browser', '--no-broker']);
    await prompted(/is not used: disabled by --no-broker\.\n/);
    await prompted(LINK);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });

  test('where no user would see a browser either, the flow for that is named', async () => {
    const { code, err } = await place.run([], { SSH_CONNECTION: '10.0.0.1 22' }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(NOT_USED);
    expect(err).toContain('No browser was opened: SSH_CONNECTION is set');
    expect(err).toMatch(/^ {2}Or +.*code/m);
  });

  test.each([
    [['--window-handle', 'x'], '--window-handle x is no handle'],
    [['--window-handle', '0'], '--window-handle 0 is no handle'],
    [['--broker-timeout', '0'], 'between 1 and 86400'],
    [['--no-broker', '--force-broker'], '--no-broker and --force-broker contradict each other'],
    [['--json', '--bad'], "Unknown option '--bad'"],
  ])('wrong usage ends with exit code 2: %j', async (args, words) => {
    const { code, out, err } = await place.run(args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});

test('--help shows every default, and the command that runs this sample', async () => {
  place = placeFor(emulator, 'cli-broker');
  const { code, out } = await place.run(['--help']).ended;
  expect(code).toBe(0);
  expect(out).toMatch(/--timeout SECONDS .*\(300\)/);
  expect(out).toContain('Usage: node cli-broker.cjs [options]');
});

test('without settings it says how to try it, by its own name', async () => {
  place = placeFor(emulator, 'cli-broker');
  const { code, err } = await place.run([], { ENTRA_CLIENT_ID: '', ENTRA_AUTHORITY: '' }).ended;
  expect(code).toBe(2);
  expect(err).toContain('not set, so there is nobody to ask');
  expect(err).toContain('Set both in the environment or in ');
});

test('where the optional package is not installed, that is the reason', async () => {
  place = placeFor(emulator, 'cli-broker', { alone: true });
  const { code, out, err } = await signIn();
  expect(err).toContain('not used: the package @azure/msal-node-extensions is not installed.');
  expect([code, out]).toEqual([0, expect.stringContaining(`${user} (token from the authority`)]);
});

describe('with a stand-in for a broker', () => {
  let adele: AuthenticationResult;
  let bruno: AuthenticationResult;
  beforeAll(async () => {
    const { clientId, authority, ca } = emulator;
    const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
    const client = new PublicClientApplication(
      publicClientConfiguration({ clientId, authority, trustedOrigins }),
    );
    [adele, bruno] = await tokensFor(client, emulator.users);
  });
  beforeEach(() => {
    place = placeFor(emulator, 'cli-broker', { alone: true });
  });
  const brokerThat = (script: Partial<BrokerScript>) =>
    giveBroker(place, { users: [adele], ...script });
  /** The broker does not know the emulator, and this machine may have no screen. */
  const run = (...args: string[]) => place.run(['--force-broker', ...args]).ended;

  test('a user who is signed in to the system gets a token without a word, and signs out on both sides', async () => {
    const { calls } = await brokerThat({});
    const before = (await emulator.control.exchanges()).length;
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${user} (token from the authority`);
    // As the catalogue of flows has it: the broker is who asks the authority.
    expect(await askedSince(before)).toEqual(['graph']);
    expect((await run('--sign-out')).out).toBe(`✓ Signed out: ${user}\n`);
    expect(calls().map(({ call }) => call)).toEqual(
      expect.arrayContaining(['acquireTokenSilent', 'signOut']),
    );
  });

  test('a user is asked by its window, which lies over the window that was named', async () => {
    const { calls } = await brokerThat({ silent: 'needs-user' });
    const { code, err } = await run('--window-handle', '0x705AA', '--prompt', 'select_account');
    expect([code, err]).toEqual([
      0,
      'Asking the broker of this system, which may open a window.\n',
    ]);
    expect(calls().at(-1)).toMatchObject({
      call: 'acquireTokenInteractive',
      windowHandle: 'aa05070000000000',
      request: { prompt: 'select_account' },
    });
  });

  test('its failure leads on to the browser, with the reason', async () => {
    await brokerThat({ users: [], interactive: 'fails' });
    const { code, err, out } = await signIn('--force-broker');
    expect(err).toContain('is not used: it failed (IncorrectConfiguration).');
    expect([code, out]).toEqual([0, expect.stringContaining(`${user} (token from the authority`)]);
  });

  test.each<[string, Partial<BrokerScript>]>([
    ['user_canceled', { users: [], interactive: 'cancelled' }],
    ['NoNetwork', { users: [], interactive: 'no-network' }],
    ['account_mismatch', { users: [], interactive: 'other-user' }],
  ])('what is not its own failure does not: %s', async (code, script) => {
    await brokerThat({ ...script, stranger: bruno });
    const ended = await run('--no-browser', '--account', user, '--json');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({ error: { code: expect.stringMatching(code) } });
    expect(ended.err).not.toMatch(LINK);
  });

  test('one that hangs costs the time of its watchdog, and does not keep the terminal', async () => {
    await brokerThat({ list: 'hangs', silent: 'hangs', interactive: 'hangs', keepsAlive: true });
    const { code, out, err } = await signIn('--force-broker', '--broker-timeout', '1');
    expect([code, out]).toEqual([0, expect.stringContaining(`${user} (token from the authority`)]);
    expect(err).toContain('is not used: it did not answer within 1 s (getAllAccounts).');
  });
});
