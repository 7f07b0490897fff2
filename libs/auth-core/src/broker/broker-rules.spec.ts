import { join } from 'node:path';
import type { AuthenticationResult, INativeBrokerPlugin } from '@azure/msal-node';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenInteractive } from '../interactive/acquire-token-interactive.ts';
import { clientOf, failureOf } from '../interactive/testing/interactive-flow.ts';
import { acquireToken } from '../policy/acquire-token.ts';
import { askInOrder, type FlowStep } from '../policy/ask-in-order.ts';
import { signOut } from '../policy/sign-out.ts';
import type { TokenRequest } from '../policy/token-request.ts';
import { acquireTokenByBroker, type BrokerFlowRequest } from './acquire-token-by-broker.ts';
import {
  brokerChoice,
  type BrokerClientOptions,
  createBrokerClient,
} from './create-broker-client.ts';
import { whyBrokerFailed } from '../errors/try-instead.ts';
import { type BrokerScript, BrokerStandIn, tokensFor } from './testing/broker-stand-in.ts';

// Against a stand-in for the broker, and the real browser flow at the emulator. Each test is one rule.

let emulator: IdentityEmulator;
let adele: AuthenticationResult;
let bruno: AuthenticationResult;
let steps: FlowStep[];
let opened: number;

beforeAll(async () => {
  emulator = await startIdentityEmulator();
  [adele, bruno] = await tokensFor(clientOf(emulator), emulator.users);
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: nameOf(adele) });
  steps = [];
  opened = 0;
});

const newFolder = temporaryFolders();
const nameOf = ({ account }: AuthenticationResult) => account?.username ?? '';
const homeOf = ({ account }: AuthenticationResult) => account?.homeAccountId ?? '';
const desktop = { platform: 'win32' as const, variables: {} };

function standIn(script: Partial<BrokerScript> = {}): BrokerStandIn {
  return new BrokerStandIn({ users: [adele], ...script });
}

function brokerClient(plugin: INativeBrokerPlugin, more: Partial<BrokerClientOptions> = {}) {
  const { clientId, authority, ca } = emulator;
  return createBrokerClient({
    ...{ clientId, authority, broker: { plugin } },
    trustedOrigins: [{ origin: new URL(authority).origin, ca }],
    ...more,
  });
}

const openBrowser = (url: string): void => {
  opened += 1;
  void followSignIn(url);
};

/** As the sample does it: silent, broker, browser. */
function getToken(
  client: ReturnType<typeof brokerClient>,
  request: Partial<TokenRequest> = {},
  more: Partial<BrokerFlowRequest> = {},
) {
  return acquireToken(
    client,
    { scopes: ['User.Read'], ...request },
    askInOrder({
      choices: () => [
        brokerChoice(client, { machine: desktop }),
        { flow: 'interactive', usable: true, reason: '' },
      ],
      onStep: (step) => void steps.push(step),
      flows: {
        broker: (asked) => acquireTokenByBroker(client, { ...asked, ...more }),
        interactive: (asked) => acquireTokenInteractive(client, { ...asked, openBrowser }),
      },
    }),
  );
}

const told = () => steps.map(({ flow, step }) => `${flow} ${step}`);
const callsOf = ({ calls }: BrokerStandIn) => calls.map(({ call }) => call);
/** Why the broker was not used, as a user reads it. */
const why = () =>
  steps.flatMap((step) =>
    step.flow !== 'broker' || step.step === 'tried'
      ? []
      : [step.step === 'failed' ? whyBrokerFailed(step.diagnosis.cause, 'win32') : step.reason],
  );
const FELL_BACK = ['broker tried', 'broker failed', 'interactive tried'];

describe('the broker comes first', () => {
  test('silently, for the user who is signed in to the system', async () => {
    const broker = standIn();
    const result = await getToken(brokerClient(broker));
    expect(result).toMatchObject({ fromPlatformBroker: true, accessToken: adele.accessToken });
    expect(callsOf(broker)).toEqual(['getAllAccounts', 'acquireTokenSilent']);
    expect([steps, opened]).toEqual([[], 0]);
  });

  test('by its window where a user is needed, over the window of the program', async () => {
    const broker = standIn({ silent: 'needs-user' });
    const windowHandle = Buffer.from('aa05070000000000', 'hex');
    const result = await getToken(brokerClient(broker), {}, { windowHandle, prompt: 'login' });
    expect(result.fromPlatformBroker).toBe(true);
    expect(broker.calls.at(-1)).toMatchObject({
      call: 'acquireTokenInteractive',
      windowHandle: 'aa05070000000000',
      request: {
        prompt: 'login',
        loginHint: nameOf(adele),
        accountId: `native-${adele.account?.localAccountId}`,
        redirectUri: '', // MSAL's plugin knows the one of its platform
      },
    });
    expect([told(), opened]).toEqual([['broker tried'], 0]);
  });

  test('and is told that this program can answer a claims challenge, as the browser is', async () => {
    const broker = standIn({ silent: 'needs-user' });
    const claims = '{"access_token":{"acrs":{"essential":true}}}';
    await getToken(brokerClient(broker), { claims });
    const sent = broker.calls.filter(({ request }) => request.scopes);
    expect(sent.map(({ request }) => JSON.parse(request.claims ?? '{}') as object)).toEqual(
      sent.map(() => ({
        access_token: { xms_cc: { values: ['CP1'] }, acrs: { essential: true } },
      })),
    );
    expect(sent).toHaveLength(2);
  });
});

describe('the browser stands in', () => {
  test.each<[Partial<BrokerScript>, RegExp]>([
    [{ interactive: 'fails' }, /failed \(IncorrectConfiguration\)/],
    [{ interactive: 'no-account' }, /nobody is signed in to Windows/],
  ])('where the broker itself could not, with the reason: %j', async (script, reason) => {
    const broker = standIn({ ...script, users: [] });
    const result = await getToken(brokerClient(broker));
    expect(result.fromPlatformBroker).toBeFalsy();
    expect(result.account?.username).toBe(nameOf(adele));
    expect([told(), opened]).toEqual([FELL_BACK, 1]);
    expect(why()).toEqual([expect.stringMatching(reason)]);
  });

  test('where the broker says yes, and gives no token', async () => {
    const broker = standIn({ users: [{ ...adele, accessToken: '' }] });
    const result = await getToken(brokerClient(broker));
    expect(result.fromPlatformBroker).toBeFalsy();
    expect(told()).toEqual(FELL_BACK);
    expect(why()).toEqual(['it answered without an access token']);
  });

  test('also where a silent call told so, and with the native error named by its own number', async () => {
    const broker = standIn({ silent: 'fails', interactive: 'fails' });
    await getToken(brokerClient(broker));
    expect([told(), opened]).toEqual([FELL_BACK, 1]);
    const aadsts = Object.assign(new Error('x'), {
      ...{ errorCode: 'platform_broker_error', errorMessage: 'AADSTS50011: reply address' },
    });
    broker.acquireTokenInteractive = () => Promise.reject(aadsts);
    await getToken(brokerClient(broker), { scopes: ['Mail.Read'] });
    expect(opened).toBe(2);
  });

  test.each(['cancelled', 'no-network', 'untrusted', 'needs-user', 'throws'] as const)(
    'never where it says something else: %s',
    async (interactive) => {
      const broker = standIn({ users: [], interactive });
      await expect(getToken(brokerClient(broker))).rejects.toThrow();
      expect([told(), opened]).toEqual([['broker tried', 'broker failed'], 0]);
    },
  );

  test('never where the authority refused what the broker asked: it knows the device already', async () => {
    const broker = standIn({ users: [] });
    const refused = { errorCode: 'invalid_grant', errorMessage: 'AADSTS53003: blocked' };
    broker.acquireTokenInteractive = () => Promise.reject(Object.assign(new Error(), refused));
    const error = await failureOf(getToken(brokerClient(broker)));
    expect(classifyAuthError(error).code).toBe('AADSTS53003');
    expect(opened).toBe(0);
  });

  test('a no of the user is final, and diagnosed as one', async () => {
    const broker = standIn({ silent: 'needs-user', interactive: 'cancelled' });
    const error = await failureOf(getToken(brokerClient(broker)));
    expect(classifyAuthError(error)).toMatchObject({ category: 'user.cancelled' });
    expect(opened).toBe(0);
  });
});

describe('two clients', () => {
  test('an account of the browser is never asked of the broker, which would answer for another user', async () => {
    const broker = standIn({ users: [bruno] });
    const client = brokerClient(broker);
    await acquireTokenInteractive(client, { scopes: ['User.Read'], openBrowser });
    const result = await getToken(client, { username: nameOf(adele) });
    expect(result).toMatchObject({ fromCache: true, account: { username: nameOf(adele) } });
    expect(callsOf(broker)).not.toContain('acquireTokenSilent');
  });

  test('an account of both is asked of the broker, and of the cache where the broker fails', async () => {
    const broker = standIn();
    const client = brokerClient(broker);
    await acquireTokenInteractive(client, { scopes: ['User.Read'], openBrowser });
    expect(await client.getAllAccounts()).toHaveLength(1);
    expect((await getToken(client)).fromPlatformBroker).toBe(true);
    broker.script.silent = 'fails';
    expect(await getToken(client)).toMatchObject({ fromCache: true });
    expect([steps, opened]).toEqual([[], 1]);
  });

  test('share one cache file with clients that know no broker', async () => {
    const file = join(await newFolder(), 'tokens');
    const cache = () => ({ cache: fileCachePlugin({ file, protection: 'plaintext' }) });
    const plain = clientOf(emulator, cache());
    await acquireTokenInteractive(plain, { scopes: ['User.Read'], openBrowser });
    const broker = standIn({ list: 'fails' });
    expect(await getToken(brokerClient(broker, cache()))).toMatchObject({ fromCache: true });
  });
});

describe('an answer for another user is refused', () => {
  test('by the window, and who came in by it is out again, on both sides', async () => {
    const broker = standIn({
      silent: 'needs-user',
      interactive: 'other-user',
      stranger: bruno,
    });
    const client = brokerClient(broker);
    const error = await failureOf(getToken(client, { username: nameOf(adele) }));
    expect(error).toMatchObject({ errorCode: 'account_mismatch' });
    expect((await client.getAllAccounts()).map(({ username }) => username)).toEqual([
      nameOf(adele),
    ]);
    expect(opened).toBe(0);
  });

  test('by a silent call too: the user meant is asked instead', async () => {
    const broker = standIn({ silent: 'other-user', stranger: bruno });
    const result = await getToken(brokerClient(broker));
    expect(result.account?.homeAccountId).toBe(homeOf(adele));
    expect([told(), opened]).toEqual([['broker tried'], 0]);
    expect(broker.script.users).toEqual([adele]); // and no other user came in
  });

  test('also where the broker gives no IDs, which makes no two users the same', async () => {
    const nameless = ({ account, ...rest }: AuthenticationResult) =>
      ({ ...rest, account: { ...account, homeAccountId: '' } }) as AuthenticationResult;
    const [users, stranger] = [[nameless(adele)], nameless(bruno)];
    const client = brokerClient(standIn({ users, silent: 'other-user', stranger }));
    const [account] = await client.getAllAccounts();
    const silent = client.acquireTokenSilent({ account: account!, scopes: ['User.Read'] });
    expect(await failureOf(silent)).toMatchObject({ errorCode: 'account_mismatch' });
  });

  test('but who was signed in to the system before stays so', async () => {
    const broker = standIn({ users: [adele, bruno], silent: 'other-user', stranger: bruno });
    await getToken(brokerClient(broker), { username: nameOf(adele) });
    expect(callsOf(broker)).not.toContain('signOut');
  });

  test('and the refusal is heard where the broker does not let go', async () => {
    const broker = standIn({ users: [], interactive: 'other-user', stranger: bruno });
    broker.script.signOut = 'fails';
    const error = await failureOf(getToken(brokerClient(broker), { username: nameOf(adele) }));
    expect(error).toMatchObject({ errorCode: 'account_mismatch' });
  });

  test('also for another tenant, and what the cache holds of it stays there', async () => {
    const scopes = ['User.Read'];
    const [username, password] = ['gina@northwind.example', 'Password-of-Gina-1'];
    const northwind = { authority: emulator.authorityFor('northwind.example') };
    const file = join(await newFolder(), 'tokens');
    const cache = () => ({ cache: fileCachePlugin({ file, protection: 'plaintext' }) });
    // At home elsewhere, and a guest of the client's tenant.
    const [gina] = await tokensFor(clientOf(emulator, { ...northwind, ...cache() }), [
      { username, password },
      { username, password },
    ]);
    const broker = standIn({ users: [gina] });
    const client = brokerClient(broker, cache());
    const error = await failureOf(getToken(client, { username }));
    expect(error).toMatchObject({
      errorCode: 'account_mismatch',
      errorMessage: expect.stringContaining(gina.tenantId),
    });
    await emulator.control.user({ does: 'approve', as: username });
    const guest = await acquireTokenInteractive(client, { scopes, openBrowser });
    expect(guest.tenantId).not.toBe(gina.tenantId);
    broker.script.silent = 'fails';
    expect((await getToken(client, { username })).accessToken).toBe(guest.accessToken);
  });

  test('and two users of the system are a question, not a guess', async () => {
    const broker = standIn({ users: [adele, bruno] });
    const error = await failureOf(getToken(brokerClient(broker)));
    expect(error).toMatchObject({ errorCode: 'account_ambiguous' });
    const result = await getToken(brokerClient(broker), { username: nameOf(bruno) });
    expect(result.account?.homeAccountId).toBe(homeOf(bruno));
  });
});

describe('a sign-out', () => {
  async function signedInTwice(script: Partial<BrokerScript> = {}) {
    const broker = standIn(script);
    const client = brokerClient(broker, { timeouts: { answer: 0.3 } });
    await acquireTokenInteractive(client, { scopes: ['User.Read'], openBrowser });
    return { broker, client };
  }

  test('is one on both sides', async () => {
    const { broker, client } = await signedInTwice();
    expect(await signOut(client)).toHaveLength(1);
    expect(broker.script.users).toEqual([]);
    expect(await client.getTokenCache().getAllAccounts()).toEqual([]);
  });

  test('reaches the broker also by an account of the cache', async () => {
    const { broker, client } = await signedInTwice();
    const [account] = await client.getTokenCache().getAllAccounts();
    if (account) await client.signOut({ account });
    expect(broker.script.users).toEqual([]);
  });

  test('is complete where the broker has lost the account already', async () => {
    const { client } = await signedInTwice({ signOut: 'no-account' });
    expect(await signOut(client)).toHaveLength(1);
  });

  test.each([
    ['fails', 'platform_broker_error'],
    ['hangs', 'broker_timeout'],
  ] as const)(
    'says when the broker %s, and is one on this side all the same, for every account',
    async (does, errorCode) => {
      const { client } = await signedInTwice({ signOut: does, users: [adele, bruno] });
      await emulator.control.user({ does: 'approve', as: nameOf(bruno) });
      await acquireTokenInteractive(client, { scopes: ['User.Read'], openBrowser });
      expect(await client.getTokenCache().getAllAccounts()).toHaveLength(2);
      expect(await failureOf(signOut(client))).toMatchObject({ errorCode });
      expect(await client.getTokenCache().getAllAccounts()).toEqual([]);
    },
  );
});

describe('a broker that hangs', () => {
  const timeouts = { answer: 0.2, user: 0.3 };

  test.each<[Partial<BrokerScript>, RegExp]>([
    [{ list: 'hangs' }, /did not answer within 0.2 s \(getAllAccounts\)/],
    [{ silent: 'hangs' }, /did not answer within 0.2 s \(acquireTokenSilent\)/],
    [{ interactive: 'hangs', users: [] }, /within 0.3 s \(acquireTokenInteractive\)/],
  ])('costs the time of its watchdog once: %j', async (script, reason) => {
    const all = { list: 'hangs', silent: 'hangs', interactive: 'hangs' } as const;
    const broker = standIn(script);
    const givenUp: string[] = [];
    const onGivenUp = (text: string) => void givenUp.push(text);
    const client = brokerClient(broker, { timeouts, onGivenUp });
    const result = await getToken(client);
    expect(result.account?.username).toBe(nameOf(adele));
    expect(why()).toEqual([expect.stringMatching(reason)]);
    const calls = broker.calls.length;
    Object.assign(broker.script, all);
    await getToken(client, { scopes: ['Mail.Read'], forceRefresh: true });
    await signOut(client);
    expect(broker.calls).toHaveLength(calls); // it is not asked any more
    expect(givenUp).toEqual([expect.stringMatching(reason)]);
  });

  test('is given up also where the one who is told throws', async () => {
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
    const onGivenUp = () => {
      throw new Error('no display');
    };
    const client = brokerClient(standIn({ silent: 'hangs' }), { timeouts, onGivenUp });
    expect((await getToken(client)).account?.username).toBe(nameOf(adele));
    expect(warn).toHaveBeenCalledWith('Error: no display');
    warn.mockRestore();
  });

  test('is left at once when the program is stopped', async () => {
    const broker = standIn({ users: [], interactive: 'hangs' });
    const stop = new AbortController();
    const client = brokerClient(broker, { timeouts: { user: 3600 } });
    const waiting = failureOf(getToken(client, { signal: stop.signal }));
    while (!callsOf(broker).includes('acquireTokenInteractive')) await Promise.resolve();
    stop.abort(new Error('stopped'));
    expect(await waiting).toMatchObject({ message: 'stopped' });
  });
});

test('each call of the broker is a line of the log, without what was said', async () => {
  const lines: string[] = [];
  const broker = standIn({ silent: 'needs-user' });
  await getToken(brokerClient(broker, { log: (line) => void lines.push(line) }));
  const own = lines.filter((line) => line.startsWith('broker'));
  expect(own.map((line) => line.replace(/\d+/, 'N'))).toEqual([
    'broker  getAllAccounts ok in N ms',
    'broker  acquireTokenSilent interaction_required in N ms',
    'broker  getAllAccounts ok in N ms',
    'broker  acquireTokenInteractive ok in N ms',
  ]);
});
