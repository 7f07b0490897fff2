import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from './acquire-token.ts';
import { listCachedTokens } from './list-cached-tokens.ts';

let emulator: IdentityEmulator;
let client: PublicClientApplication;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
});
afterAll(() => emulator.close());

async function signIn(as: string, scopes: string[]): Promise<void> {
  await emulator.control.user({ does: 'approve', as });
  await acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });
}

test('nothing is held before a sign-in', async () => {
  expect(await listCachedTokens(client)).toEqual([]);
});

test('tells of each account which access tokens there are and until when, and no secret', async () => {
  await signIn('adele@contoso.example', ['User.Read']);
  await signIn('bruno@contoso.example', ['Mail.Read']);
  const held = await listCachedTokens(client);
  expect(held).toMatchObject([
    {
      account: { username: 'adele@contoso.example' },
      accessTokens: [{ scopes: expect.arrayContaining(['User.Read']) }],
      hasRefreshToken: true,
    },
    {
      account: { username: 'bruno@contoso.example' },
      accessTokens: [{ scopes: expect.arrayContaining(['Mail.Read']) }],
      hasRefreshToken: true,
    },
  ]);
  const [{ accessTokens: [token] = [] } = {}] = held;
  const left = Number(token?.expiresOn) - Date.now();
  expect(left).toBeGreaterThan(3_500_000);
  expect(left).toBeLessThan(3_601_000);
  expect(JSON.stringify(held.map(({ accessTokens }) => accessTokens))).not.toMatch(/eyJ/);
});

test('the flow hears why the silent call could not', async () => {
  await emulator.control.fault({
    at: 'token',
    grant: 'refresh_token',
    answer: { aadsts: 'AADSTS50173' },
  });
  const request = { scopes: ['User.Read'], username: 'adele@contoso.example', forceRefresh: true };
  const causes: unknown[] = [];
  const asked = acquireToken(client, request, (_request, cause) => {
    causes.push(cause);
    return Promise.reject(new Error('no user is here'));
  });
  await expect(asked).rejects.toThrow('no user is here');
  expect(causes).toEqual([expect.objectContaining({ errorCode: 'invalid_grant' })]);
});
