import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import type { InteractiveRequest } from '../policy/token-request.ts';
import {
  type AbortSignalLike,
  type CredentialAccount,
  toTokenCredential,
} from './to-token-credential.ts';

const scope = 'User.Read';
let emulator: IdentityEmulator;
let client: PublicClientApplication;
let asked: InteractiveRequest[];
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
beforeEach(async () => {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  asked = [];
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function credential(account?: CredentialAccount) {
  const ask = (request: InteractiveRequest) => {
    asked.push(request);
    return acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined });
  };
  return toTokenCredential(client, ask, account);
}

describe('toTokenCredential', () => {
  test('gives a token with its end in ms, from the cache the second time', async () => {
    const before = Date.now();
    const token = await credential().getToken(scope);
    expect(token.token.split('.')).toHaveLength(3);
    expect(token.tokenType).toBe('Bearer');
    expect(token.expiresOnTimestamp).toBeGreaterThan(before + 3_500_000);
    expect(token.expiresOnTimestamp).toBeLessThan(Date.now() + 3_700_000);
    expect(await credential().getToken([scope], { enableCae: true })).toEqual(token);
    expect(await credential().getToken(`${scope} openid`)).toEqual(token);
    expect(asked).toHaveLength(1);
  });

  test('takes options that are null, and no claims that are none', async () => {
    const { getToken } = credential();
    expect((await getToken(scope, null)).token).not.toBe('');
    expect((await getToken(scope, { claims: null as never })).token).not.toBe('');
    const odd = getToken(scope, { claims: '{}' }).catch((error: unknown) => error);
    expect(await odd).toMatchObject({ errorCode: 'invalid_claims' });
    await expect(getToken(undefined as never)).rejects.toThrow('scopes has to be a list');
  });

  test('says when to refresh where the authority does', async () => {
    const merge = { refresh_in: 1800 };
    await emulator.control.fault({ at: 'token', answer: { merge } });
    const { refreshAfterTimestamp = 0, expiresOnTimestamp } = await credential().getToken(scope);
    expect(expiresOnTimestamp - refreshAfterTimestamp).toBe(1_800_000);
  });

  test('passes a claims challenge on, past the cached token', async () => {
    const first = await credential().getToken(scope);
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    const second = await credential().getToken(scope, { claims });
    expect(second.token).not.toBe(first.token);
  });

  test('goes to the tenant that is asked for, with the user and silently', async () => {
    const tenantId = 'contoso.example';
    await credential().getToken(scope, { tenantId });
    expect(asked[0]?.authority).toBe(emulator.authorityFor(tenantId));
    const seen = (await emulator.control.exchanges()).length;
    expect((await credential().getToken(scope, { tenantId })).token).not.toBe('');
    const refreshes = (await emulator.control.exchanges())
      .slice(seen)
      .filter(({ grantType }) => grantType === 'refresh_token');
    expect(refreshes).toMatchObject([{ path: expect.stringContaining(`/${tenantId}/`) }]);
    expect(asked).toHaveLength(1);
  });

  test.each(['../common', 'a/b', '', '?x', 'tenant#'])(
    'refuses the tenant "%s"',
    async (tenantId) => {
      const token = credential().getToken(scope, { tenantId });
      if (tenantId === '') await expect(token).resolves.toBeDefined();
      else await expect(token).rejects.toMatchObject({ errorCode: 'authority_malformed' });
    },
  );

  test('is for the account that it was made for', async () => {
    const get = credential({ username: 'another@contoso.example' }).getToken(scope);
    const error: unknown = await get.catch((reason: unknown) => reason);
    expect(classifyAuthError(error).code).toBe('account_mismatch');
  });

  test.each(['before', 'during'])('ends when the SDK aborts %s the call', async (when) => {
    await emulator.control.user({ does: 'walk-away' });
    const listeners = new Set<() => void>();
    const abortSignal: AbortSignalLike = {
      aborted: when === 'before',
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    };
    const get = credential().getToken(scope, { abortSignal });
    for (const abort of listeners) abort();
    await expect(get).rejects.toMatchObject({ name: 'AbortError' });
    expect(listeners.size).toBe(0);
  });
});
