import { getEventListeners } from 'node:events';
import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from './acquire-token.ts';
import { shareEqualCalls } from './share-equal-calls.ts';
import type { InteractiveRequest, TokenRequest } from './token-request.ts';

let emulator: IdentityEmulator;
let client: PublicClientApplication;
let asked: InteractiveRequest[];
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
beforeEach(() => {
  client = newClient();
  asked = [];
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function newClient() {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

function get(request: Partial<TokenRequest> = {}, from = client): Promise<AuthenticationResult> {
  return acquireToken(from, { scopes: ['User.Read', 'openid'], ...request }, (given) => {
    asked.push(given);
    return acquireTokenByDeviceCode(from, { ...given, deviceCodeCallback: () => undefined });
  });
}

const approve = () => emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
const askedTimes = async (times: number) => {
  while (asked.length < times) await new Promise((resolve) => setImmediate(resolve));
};

describe('equal calls at the same time', () => {
  test('ask the user once and share the token', async () => {
    const calls = [get(), get({ scopes: ['openid', 'User.Read', 'openid'] }), get()];
    await approve();
    const [first, ...others] = await Promise.all(calls);
    expect(asked).toHaveLength(1);
    for (const other of others) expect(other).toBe(first);
  });

  test('fifty of them, and of others, on one signal look like no leak', async () => {
    const { signal } = new AbortController();
    const warnings: string[] = [];
    const warned = ({ name }: Error) => void warnings.push(name);
    process.on('warning', warned);
    const calls = Array.from({ length: 50 }, (_, at) =>
      get({ signal, ...(at % 2 ? { username: 'adele@contoso.example' } : {}) }),
    );
    await askedTimes(2);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await approve();
    await Promise.all(calls);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    process.off('warning', warned);
    expect(warnings).toEqual([]);
  });

  test.each<[string, Partial<TokenRequest>]>([
    ['other scopes', { scopes: ['openid'] }],
    ['another user', { username: 'adele@contoso.example' }],
    ['claims', { claims: '{"access_token":{}}' }],
    ['a chooser of its own', { chooseAccount: ([first]) => first }],
  ])('are not equal with %s', async (_name, other) => {
    const calls = [get(), get(other)];
    await askedTimes(2);
    await approve();
    await Promise.all(calls);
  });

  test('of two clients are not equal', async () => {
    const calls = [get(), get({}, newClient())];
    await askedTimes(2);
    await approve();
    await Promise.all(calls);
  });

  test('with one chooser of accounts are equal, and names in any case', async () => {
    const chooseAccount = ([first]: unknown[]) => first as never;
    const calls = ['adele@contoso.example', 'ADELE@contoso.example'].map((username) =>
      get({ chooseAccount, username }),
    );
    await approve();
    await Promise.all(calls);
    expect(asked).toHaveLength(1);
  });

  test("one caller's abort ends that caller's wait only", async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const gone = get({ signal: stop.signal });
    const staying = get();
    await askedTimes(1);
    stop.abort(reason);
    await expect(gone).rejects.toBe(reason);
    expect(asked[0]?.signal?.aborted).toBe(false);
    await approve();
    expect((await staying).account?.username).toBe('adele@contoso.example');
    expect(asked).toHaveLength(1);
  });

  test('the work ends when the last caller has gone, and the next call begins anew', async () => {
    const stops = [new AbortController(), new AbortController()];
    const calls = stops.map(({ signal }) => get({ signal }).catch((error: unknown) => error));
    await askedTimes(1);
    const reason = new Error('enough');
    for (const stop of stops) stop.abort(reason);
    expect(await Promise.all(calls)).toEqual([reason, reason]);
    expect(asked[0]?.signal).toMatchObject({ aborted: true, reason });
    await approve();
    await get();
    expect(asked).toHaveLength(2);
  });

  test('no call joins work that is being given up', async () => {
    const stop = new AbortController();
    let begun = 0;
    const work = () => {
      begun += 1;
      return begun === 1 ? new Promise<never>(() => undefined) : Promise.resolve('token');
    };
    const first = shareEqualCalls(client, { scopes: ['x'], signal: stop.signal }, work);
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await shareEqualCalls(client, { scopes: ['x'] }, work)).toBe('token');
  });

  test('share a failure, and the next call tries again', async () => {
    await emulator.control.fault({ at: 'devicecode', answer: { aadsts: 'AADSTS50059' } });
    const failures = await Promise.all(
      [get(), get()].map((call) => call.catch((error: unknown) => error)),
    );
    expect(failures[0]).toMatchObject({ errorMessage: expect.stringContaining('AADSTS50059') });
    expect(failures[1]).toBe(failures[0]);
    await emulator.control.reset();
    await approve();
    expect((await get()).account).not.toBeNull();
    expect(asked).toHaveLength(2);
  });

  test('one that is aborted before it begins joins no other', async () => {
    const reason = new Error('too late');
    await expect(get({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(asked).toEqual([]);
  });

  test('leave the signal of finished work alone, so that what it began in the background goes on', async () => {
    await approve();
    await get({ signal: new AbortController().signal });
    expect(asked[0]?.signal?.aborted).toBe(false);
  });
});
