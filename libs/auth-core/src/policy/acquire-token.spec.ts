import { type AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type EmulatorControl,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import {
  publicClientConfiguration,
  type SharedCache,
} from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from './acquire-token.ts';
import { signOut } from './sign-out.ts';
import type { InteractiveRequest, TokenRequest } from './token-request.ts';

const scopes = ['User.Read'];
let emulator: IdentityEmulator;
let control: EmulatorControl;
let client: PublicClientApplication;
let asked: InteractiveRequest[];

beforeEach(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  control = emulator.control;
  client = clientWith();
  asked = [];
});
afterEach(() => emulator.close());

const [adele, other] = [0, 1].map((index) => () => emulator.users[index]?.username ?? '') as [
  () => string,
  () => string,
];

function clientWith(cache?: SharedCache): PublicClientApplication {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins, cache }),
  );
}

/** `acquireToken` with the device code flow, signed in by `who`. */
async function get(who: string, request: Partial<TokenRequest> = {}) {
  await control.user({ does: 'approve', as: who });
  return acquireToken(client, { scopes, ...request }, (given) => {
    asked.push(given);
    return acquireTokenByDeviceCode(client, { ...given, deviceCodeCallback: () => undefined });
  });
}

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  return classifyAuthError(error);
}

async function names(): Promise<string[]> {
  return (await client.getAllAccounts()).map(({ username }) => username).sort();
}

describe('acquireToken', () => {
  test('asks the user once, and answers from the cache after that without a token request', async () => {
    const first = await get(adele());
    const before = (await control.exchanges()).length;
    const second = await get(adele());
    expect([first.fromCache, second.fromCache]).toEqual([false, true]);
    expect(second.accessToken).toBe(first.accessToken);
    expect(asked).toHaveLength(1);
    const paths = (await control.exchanges()).slice(before).map(({ endpoint }) => endpoint);
    expect(paths).not.toContain('token');
  });

  test('refreshes silently when the access token has expired', async () => {
    const first = await get(adele());
    const again = await get(adele(), { forceRefresh: true });
    expect(again.accessToken).not.toBe(first.accessToken);
    expect(asked).toHaveLength(1);
  });

  test('asks the user when the refresh token is rejected, with the account as a hint', async () => {
    await get(adele());
    await control.fault({
      at: 'token',
      grant: 'refresh_token',
      times: 1,
      answer: { aadsts: 'AADSTS700082' },
    });
    await get(adele(), { forceRefresh: true });
    expect(asked[1]).toMatchObject({ loginHint: adele() });
  });

  test('does not ask the user for what a prompt cannot mend', async () => {
    await get(adele());
    await control.fault({ at: 'token', grant: 'refresh_token', answer: { drop: true } });
    expect((await failureOf(get(adele(), { forceRefresh: true }))).category).toBe('network');
    await control.reset();
    await control.fault({
      at: 'token',
      grant: 'refresh_token',
      answer: { aadsts: 'AADSTS700016' },
    });
    const diagnosis = await failureOf(get(adele(), { forceRefresh: true }));
    expect(diagnosis.category).toBe('config.client');
    expect(asked).toHaveLength(1);
  });

  test('never guesses between two accounts', async () => {
    await get(adele());
    await get(other(), { username: other() });
    expect((await failureOf(get(adele()))).code).toBe('account_ambiguous');
    const chosen = await get(adele(), {
      chooseAccount: (accounts) => accounts.find(({ username }) => username === other()),
    });
    expect(chosen.account?.username).toBe(other());
    expect((await get(adele(), { username: adele().toUpperCase() })).account?.username).toBe(
      adele(),
    );
    expect(asked).toHaveLength(2);
  });

  test('refuses a result for another account than the one asked for, and keeps nothing of it', async () => {
    await get(adele());
    const diagnosis = await failureOf(get(adele(), { username: other() }));
    expect(diagnosis.code).toBe('account_mismatch');
    expect(await names()).toEqual([adele()]);

    await signOut(client);
    expect((await failureOf(get(other(), { username: adele() }))).code).toBe('account_mismatch');
    expect(await names()).toEqual([]);
  });

  test('says that an account which is asked for by ID is not there', async () => {
    const diagnosis = await failureOf(get(adele(), { homeAccountId: 'nobody.nowhere' }));
    expect(diagnosis.code).toBe('account_not_found');
    expect(asked).toEqual([]);
  });

  test('passes the claims that the authority demands on to the flow', async () => {
    await get(adele());
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    const body = {
      error: 'invalid_grant',
      suberror: 'basic_action',
      error_codes: [50076],
      error_description: 'AADSTS50076: more',
      claims,
    };
    await control.fault({
      at: 'token',
      grant: 'refresh_token',
      times: 1,
      answer: { status: 400, type: 'application/json', body: JSON.stringify(body) },
    });
    await get(adele(), { forceRefresh: true });
    expect(asked[1]?.claims).toBe(claims);
  });

  test('asks for what the API demands too, where the authority demands more', async () => {
    await get(adele());
    const body = {
      error: 'interaction_required',
      error_codes: [50076],
      error_description: 'AADSTS50076: more',
      claims: '{"access_token":{"capolids":{"essential":true,"values":["p"]}}}',
    };
    await control.fault({
      at: 'token',
      grant: 'refresh_token',
      times: 1,
      answer: { status: 400, type: 'application/json', body: JSON.stringify(body) },
    });
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    await get(adele(), { claims });
    expect(JSON.parse(asked[1]?.claims ?? '')).toMatchObject({
      access_token: { nbf: { essential: true }, capolids: { essential: true } },
    });
  });

  test('a flow that ends without a result is said to be at fault', async () => {
    const call = acquireToken(client, { scopes }, () => Promise.resolve(null));
    expect((await failureOf(call)).code).toBe('no_result');
  });

  test('hints at the name that is asked for, and carries the correlation ID', async () => {
    const correlationId = '11111111-2222-4333-8444-555555555555';
    await get(adele(), { username: adele(), correlationId });
    expect(asked[0]).toMatchObject({ loginHint: adele(), correlationId });
    expect(asked[0]).not.toHaveProperty('account');
  });

  test('finds an account by its ID, and takes one that is handed in', async () => {
    const { account } = await get(adele());
    await get(other(), { username: other() });
    const byId = await get(adele(), { homeAccountId: account?.homeAccountId });
    const byItself = await get(adele(), { account: account as AccountInfo });
    expect([byId.account?.username, byItself.account?.username]).toEqual([adele(), adele()]);
    expect(asked).toHaveLength(2);
  });

  test('names the account that was asked for, however it was', async () => {
    const { account } = await get(adele());
    await signOut(client);
    const call = get(other(), { account: account as AccountInfo });
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      errorCode: 'account_mismatch',
      errorMessage: `${other()} signed in, but a token for ${adele()} was asked for`,
    });
    expect(asked[1]).toMatchObject({ account: { username: adele() }, loginHint: adele() });
  });

  test('refuses claims that ask for nothing instead of giving out the cached token', async () => {
    await get(adele());
    const odd = ['{bad', 'x', '[]', 'null', '{}', '', '{"access_token":"x"}', '{"id_token":null}'];
    for (const claims of odd) {
      const diagnosis = await failureOf(get(adele(), { claims }));
      expect([claims, diagnosis.code]).toEqual([claims, 'invalid_claims']);
    }
    expect(asked).toHaveLength(1);
  });

  test('asks without the claims of an authority when they are none', async () => {
    await get(adele());
    const body = { error: 'invalid_grant', error_codes: [50076], claims: '{"access_token":"x"}' };
    const answer = { status: 400, type: 'application/json', body: JSON.stringify(body) };
    await control.fault({ at: 'token', grant: 'refresh_token', times: 1, answer });
    await get(adele(), { forceRefresh: true });
    expect(asked[1]).not.toHaveProperty('claims');
  });

  test('refuses scopes that are not a list of texts, and asks no user', async () => {
    for (const wrong of [
      'User.Read',
      undefined,
      [],
      [1],
      ['User.Read Mail.Read'],
      ['a\0b'],
      ['한'],
    ]) {
      await expect(get(adele(), { scopes: wrong as never })).rejects.toThrow(
        new TypeError("scopes has to be a list, one each, for instance ['User.Read', 'Mail.Read']"),
      );
    }
    expect(asked).toEqual([]);
  });

  test('refuses to begin without a flow', async () => {
    const wrong = acquireToken(client, { scopes }, undefined as never);
    await expect(wrong).rejects.toThrow(new TypeError('askUser has to be a function'));
  });

  test.each([
    ['account', 'adele@contoso.example', 'an object with homeAccountId'],
    ['chooseAccount', 'first', 'a function'],
    ['username', { name: 'adele' }, 'a text'],
    ['tenantId', 7, 'a text'],
    ['signal', 30, 'an AbortSignal'],
  ])('refuses %s %j, and asks no user', async (name, wrong, what) => {
    await expect(get(adele(), { [name]: wrong as never })).rejects.toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining(`${name} has to be ${what}`),
    });
    expect(asked).toEqual([]);
  });

  test('asks no user for a token that the cache could not keep', async () => {
    const full = new AuthCoreError('cache_unusable', 'the disk is full');
    client = clientWith({
      beforeCacheAccess: () => Promise.resolve(),
      afterCacheAccess: () => Promise.resolve(),
      check: () => Promise.reject(full),
    });
    await expect(get(adele())).rejects.toBe(full);
    expect(asked).toEqual([]);
  });

  test('an aborted call ends with the reason, and asks no user', async () => {
    const reason = new Error('enough');
    const request = get(adele(), { signal: AbortSignal.abort(reason) });
    await expect(request).rejects.toBe(reason);
    expect(asked).toEqual([]);
  });
});

describe('signOut', () => {
  test('takes out the one account that is named, then all', async () => {
    await get(adele());
    await get(other(), { username: other() });
    expect(await signOut(client, { username: adele() })).toHaveLength(1);
    expect(await names()).toEqual([other()]);
    expect(await signOut(client)).toHaveLength(1);
    expect(await signOut(client)).toEqual([]);
  });

  test('takes out the account with an ID, and none for an ID that is not there', async () => {
    const { account } = await get(adele());
    await get(other(), { username: other() });
    expect(await signOut(client, { homeAccountId: 'nobody' })).toEqual([]);
    expect(await names()).toHaveLength(2);
    await signOut(client, { homeAccountId: account?.homeAccountId ?? '' });
    expect(await names()).toEqual([other()]);
  });

  test('signs no account out for a member that is given but names none', async () => {
    await get(adele());
    const emptyHanded = [
      ...[{ account: undefined }, { account: null }, { account: {} }, { homeAccountId: 7 }],
      ...[{ username: undefined }, { username: '' }, { userName: 'adele@contoso.example' }],
    ];
    for (const which of emptyHanded) {
      const words = /^signOut: \w+ is given but names no account|^signOut knows no userName/;
      const error: unknown = await signOut(client, which as never).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'TypeError', message: expect.stringMatching(words) });
    }
    expect(await names()).toEqual([adele()]);
  });

  test.each([7, true, '', [], null])('signs no account out for %j', async (which) => {
    await get(adele());
    await expect(signOut(client, which as never)).rejects.toMatchObject({ name: 'TypeError' });
    expect(await names()).toEqual([adele()]);
  });

  test('takes out the account that is handed in, and the cache with the last one', async () => {
    const removed: string[] = [];
    const cache: SharedCache = {
      beforeCacheAccess: () => Promise.resolve(),
      afterCacheAccess: () => Promise.resolve(),
      remove: async () => void removed.push('cache'),
    };
    client = clientWith(cache);
    const { account } = await get(adele());
    await get(other(), { username: other() });
    await signOut(client, { account: account as AccountInfo });
    expect([await names(), removed]).toEqual([[other()], []]);
    await signOut(client, { username: other().toUpperCase() });
    expect([await names(), removed]).toEqual([[], ['cache']]);
  });
});
