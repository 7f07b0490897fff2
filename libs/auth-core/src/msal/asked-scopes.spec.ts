import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from './public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from '../policy/acquire-token.ts';
import { scopesAsAsked } from './asked-scopes.ts';

const API = '62d38fca-957e-4ebf-970c-f3b4e2865d79';
let emulator: IdentityEmulator;
let notes: string[];
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function newClient(): PublicClientApplication {
  notes = [];
  const { clientId, authority, ca } = emulator;
  return new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
      onExchange: ({ note }) => void (note && notes.push(note)),
    }),
  );
}

async function get(client: PublicClientApplication, scopes: string[]) {
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  return acquireToken(client, { scopes }, (asked) =>
    acquireTokenByDeviceCode(client, { ...asked, deviceCodeCallback: () => undefined }),
  );
}

/** Twice the same, with an authority that names its scopes so. */
async function twice(scopes: string[], scope: string): Promise<AuthenticationResult> {
  await emulator.control.fault({ at: 'token', answer: { merge: { scope } } });
  const client = newClient();
  await get(client, scopes);
  await emulator.control.reset();
  return get(client, scopes);
}

describe('a token is found again', () => {
  test.each([
    ['without its API', [`api://${API}/Orders.Read`], 'Orders.Read openid profile'],
    ['with another name of its API', [`api://${API}/Orders.Read`], `${API}/Orders.Read`],
    ['with Graph’s', ['User.Read'], 'https://graph.microsoft.us/User.Read openid'],
    ['in other letters', ['user.read'], 'User.Read'],
    [
      'with one slash',
      [`api://${API}//.default`],
      `api://${API}/.default api://${API}/Orders.Read`,
    ],
    ['by what it stands for', [`api://${API}/.default`], 'Orders.Read Orders.Write'],
  ])('where the authority answers with the scope %s', async (_name, scopes, answered) => {
    const { fromCache, scopes: found } = await twice(scopes, answered);
    expect(fromCache).toBe(true);
    expect(found.map((scope) => scope.toLowerCase())).toContain(scopes[0]?.toLowerCase());
    expect(notes).toEqual([]);
  });
});

test('a scope that the authority shortened is not found as one of Graph', async () => {
  const client = newClient();
  const scope = 'Orders.Read User.Read';
  await emulator.control.fault({ at: 'token', times: 1, answer: { merge: { scope } } });
  const orders = await get(client, [`api://${API}/Orders.Read`]);
  const graph = await get(client, ['User.Read']);
  expect(graph.accessToken).not.toBe(orders.accessToken);
});

test('scopes that were not granted are said once in the trace, with the consequence', async () => {
  const client = newClient();
  await emulator.control.fault({ at: 'token', answer: { merge: { scope: 'User.Read openid' } } });
  for (let times = 0; times < 3; times += 1) await get(client, ['User.Read', 'Mail.Read']);
  expect(notes).toEqual([
    expect.stringMatching(/did not grant Mail\.Read, .*not found in the cache/),
  ]);
  expect((await get(client, ['User.Read'])).fromCache).toBe(true);
});

describe('scopesAsAsked', () => {
  const request = (scope: string) => ({
    ...{ method: 'POST' as const, url: 'https://login.example/', headers: {} },
    body: new URLSearchParams({ grant_type: 'refresh_token', scope }).toString(),
  });

  test.each([
    ['a/read openid offline_access', 'read write openid', 'a/read a/write openid'],
    ['a/read b/read', 'read', 'read'],
    ['openid', 'User.Read openid', 'User.Read openid'],
    ['read', 'api://other/read', 'api://other/read'],
    ['read', 'https://graph.microsoft.com/read', 'read'],
    ['read', 'https://dod-graph.microsoft.us/read', 'read'],
    ['read', 'https://graph.microsoft.com.evil/x/read', 'https://graph.microsoft.com.evil/x/read'],
    ['https://x.example//.default', 'https://x.example/.default', 'https://x.example//.default'],
  ])('asked %s and answered %s: %s', (asked, answered, named) => {
    expect(scopesAsAsked(request(asked), answered)).toBe(named);
  });
});
