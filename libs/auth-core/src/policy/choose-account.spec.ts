import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from './acquire-token.ts';
import { listCachedTokens } from './list-cached-tokens.ts';
import { listAccounts } from './list-accounts.ts';
import { signOut } from './sign-out.ts';

const CONTOSO = '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9';
const scopes = ['User.Read'];
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function newClient(): PublicClientApplication {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

/** The next sign-in brings an ID token with these names, and no others. */
async function nextIsCalled(names: Record<string, unknown>, uid = 'o'): Promise<void> {
  const { authority, clientId: aud } = emulator;
  const claims = {
    ...{ iss: `${authority}/v2.0`, aud, exp: Math.floor(Date.now() / 1000) + 3600 },
    ...{ oid: 'o', sub: 's', tid: CONTOSO, ver: '2.0', ...names },
  };
  const id_token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const client_info = Buffer.from(JSON.stringify({ uid, utid: CONTOSO })).toString('base64url');
  const answer = { merge: { id_token, client_info } };
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  await emulator.control.fault({ at: 'token', times: 1, answer });
}

const get = (client: PublicClientApplication, username?: string) =>
  acquireToken(client, { scopes, username }, (asked) =>
    acquireTokenByDeviceCode(client, { ...asked, deviceCodeCallback: () => undefined }),
  );

test.each([
  ['email', { email: 'Adele.Vance@contoso.example' }],
  ['upn', { upn: 'adele.vance@contoso.example' }],
  ['one of emails', { emails: ['x@y.example', 'adele.vance@contoso.example'] }],
])('a user may be asked for by the %s of their ID token', async (_claim, names) => {
  const client = newClient();
  await nextIsCalled({ preferred_username: 'adele@contoso.onmicrosoft.example', ...names });
  const name = 'adele.vance@contoso.example';
  const signedIn = await get(client, name);
  expect(signedIn.account?.username).toBe('adele@contoso.onmicrosoft.example');
  // And is found by it from then on, without a question.
  expect((await get(client, name)).fromCache).toBe(true);
  expect(await signOut(client, { username: name })).toHaveLength(1);
});

test('a name that one user is shown under is theirs, although another has it as an address', async () => {
  const client = newClient();
  const shared = 'team@contoso.example';
  for (const [uid, names] of [
    ['a', { preferred_username: 'ada@contoso.example', email: shared }],
    ['b', { preferred_username: shared }],
  ] as const) {
    await nextIsCalled(names, uid);
    await acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });
  }
  expect(await listAccounts(client)).toHaveLength(2);
  expect((await get(client, shared)).account?.username).toBe(shared);
  expect(names(await signOut(client, { username: shared }))).toEqual([shared]);
});

const names = (accounts: { username: string }[]) => accounts.map(({ username }) => username);

test('another name is refused, and which one to ask for is said', async () => {
  const client = newClient();
  await nextIsCalled({ preferred_username: 'adele@contoso.onmicrosoft.example' });
  await expect(get(client, 'adele.vance@contoso.example')).rejects.toMatchObject({
    errorCode: 'account_mismatch',
    errorMessage: expect.stringContaining('ask for adele@contoso.onmicrosoft.example'),
  });
  expect(await listAccounts(client)).toEqual([]);
});

test('a local account of B2C is shown under the first of its addresses', async () => {
  const client = newClient();
  await nextIsCalled({ emails: ['ada@example.com', 'ada@example.org'] });
  const name = 'ada@example.com';
  const { account } = await get(client, name);
  expect(account?.username).toBe(name);
  expect((await get(client)).account?.username).toBe(name);
  expect(await listAccounts(client)).toMatchObject([{ username: name }]);
  expect(await listCachedTokens(client)).toMatchObject([{ account: { username: name } }]);
  expect(await signOut(client)).toMatchObject([{ username: name }]);
});
