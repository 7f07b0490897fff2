import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AccountInfo,
  type AuthenticationResult,
  PublicClientApplication,
} from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { toTokenCredential } from '../api/to-token-credential.ts';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from './acquire-token.ts';
import { listCachedTokens } from './list-cached-tokens.ts';
import { listAccounts } from './list-accounts.ts';
import { signOut } from './sign-out.ts';
import type { TokenRequest } from './token-request.ts';

const scopes = ['User.Read'];
const CONTOSO = '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9';
const NORTHWIND = '84f5a1ec-b790-4ad1-892e-15d604a87f9b';
const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';
const ADELE = 'adele@contoso.example';
/** At home in Northwind, and a guest in Contoso. */
const GINA = 'gina@northwind.example';
/** At home in Northwind, and unknown in Contoso. */
const NILS = 'nils@northwind.example';
const PAULA = 'paula@personal.example';
/** Takes personal accounts too. */
const FOR_EVERYBODY = '1d8e3b75-4029-4f6a-82b7-ae6f9d310824';

const folder = temporaryFolders();
let emulator: IdentityEmulator;
let file: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
beforeEach(async () => {
  file = join(await folder(), 'cache');
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

/** A client of one tenant, as of a process of its own, over the cache that all of them share. */
function clientOf(tenant: string, { clientId = emulator.clientId } = {}) {
  const authority = new URL(`/${tenant}`, emulator.authority).href;
  const origin = new URL(authority).origin;
  return new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      trustedOrigins: [{ origin, ca: emulator.ca }],
      cache: fileCachePlugin({ file, protection: 'plaintext' }),
    }),
  );
}

/** @returns the token, its tenant, and whether the user was asked */
async function get(client: PublicClientApplication, as: string, request = {}) {
  let asked = false;
  await emulator.control.user({ does: 'approve', as });
  const result = await acquireToken(client, { scopes, ...request }, (given) => {
    asked = true;
    return acquireTokenByDeviceCode(client, { ...given, deviceCodeCallback: () => undefined });
  });
  return { tenant: tenantOf(result), asked, fromCache: result.fromCache, result };
}

/** As the API sees it. */
function tenantOf({ accessToken }: AuthenticationResult): unknown {
  const [, payload = ''] = accessToken.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { tid?: unknown }).tid;
}

const silently = (client: PublicClientApplication, request: Partial<TokenRequest> = {}) =>
  acquireToken(client, { scopes, ...request }, () => {
    throw new Error('the user was asked');
  });

const names = (accounts: AccountInfo[]) => accounts.map(({ username }) => username).sort();

describe.each([
  ['northwind.example', NORTHWIND, 'contoso.example', CONTOSO],
  ['contoso.example', CONTOSO, 'northwind.example', NORTHWIND],
  [NORTHWIND, NORTHWIND, CONTOSO, CONTOSO],
  [CONTOSO, CONTOSO, NORTHWIND, NORTHWIND],
  ['common', NORTHWIND, 'contoso.example', CONTOSO],
  ['organizations', NORTHWIND, CONTOSO, CONTOSO],
  [CONTOSO, CONTOSO, 'common', NORTHWIND],
  [CONTOSO, CONTOSO, 'organizations', NORTHWIND],
])('a guest signs in at %s', (first, firstTenant, second, secondTenant) => {
  test(`and a client of ${second} gives out tokens of its own tenant only`, async () => {
    expect(await get(clientOf(first), GINA)).toMatchObject({ tenant: firstTenant, asked: true });
    for (let times = 0; times < 2; times += 1)
      expect(await get(clientOf(second), GINA)).toMatchObject({ tenant: secondTenant });
    // Each finds its own token from then on, and none of the other's.
    const again = await Promise.all([silently(clientOf(first)), silently(clientOf(second))]);
    expect(again.map(tenantOf)).toEqual([firstTenant, secondTenant]);
    expect(again.map(({ fromCache }) => fromCache)).toEqual([true, true]);
  });

  test(`and by name, silently, a client of ${second} refreshes for its own tenant`, async () => {
    const { result } = await get(clientOf(first), GINA);
    const { homeAccountId, account } = { ...result.account, account: result.account };
    for (const request of [{ username: GINA }, { homeAccountId }, { account }]) {
      const token = await silently(clientOf(second), request as Partial<TokenRequest>);
      expect(tenantOf(token)).toBe(secondTenant);
      expect(token.account).toMatchObject({ homeAccountId, tenantId: secondTenant });
    }
  });
});

test('a token of another tenant is refused, whichever flow brings it', async () => {
  const { result } = await get(clientOf('northwind.example'), GINA);
  const other = acquireToken(clientOf('contoso.example'), { scopes }, async () => result);
  await expect(other).rejects.toMatchObject({
    errorCode: 'account_mismatch',
    errorMessage: expect.stringContaining(`for the tenant ${NORTHWIND}`) as unknown,
  });
});

test('a personal account is refused at organizations, whichever flow brings it', async () => {
  const of = (tenant: string) => clientOf(tenant, { clientId: FOR_EVERYBODY });
  const { result } = await get(of('consumers'), PAULA);
  await expect(
    acquireToken(of('organizations'), { scopes }, async () => result),
  ).rejects.toMatchObject({
    errorCode: 'account_mismatch',
    errorMessage: expect.stringContaining('that the authority is not for') as unknown,
  });
});

describe('a cache with users of two tenants', () => {
  beforeEach(async () => {
    await get(clientOf(CONTOSO), ADELE);
    await get(clientOf('northwind.example'), NILS);
  });

  test.each([
    [CONTOSO, ADELE, CONTOSO],
    ['contoso.example', ADELE, CONTOSO],
    [NORTHWIND, NILS, NORTHWIND],
    ['NORTHWIND.example', NILS, NORTHWIND],
    ['northwind.example/v2.0/', NILS, NORTHWIND],
    [`${CONTOSO.toUpperCase()}/v2.0`, ADELE, CONTOSO],
  ])('a client of %s knows its own user alone', async (tenant, username, id) => {
    const client = clientOf(tenant);
    expect(names(await listAccounts(client))).toEqual([username]);
    const held = await listCachedTokens(client);
    expect(held).toMatchObject([{ account: { username }, hasRefreshToken: true }]);
    expect(held[0]?.accessTokens.map(({ tenantId }) => tenantId)).toEqual([id]);
    const token = await silently(client);
    expect([token.account?.username, tenantOf(token)]).toEqual([username, id]);
    const credential = toTokenCredential(client, () => Promise.reject(new Error('asked')));
    expect((await credential.getToken('User.Read')).token).toBe(token.accessToken);
  });

  test.each([
    [CONTOSO, ADELE, 'northwind.example', NILS],
    ['northwind.example', NILS, CONTOSO, ADELE],
  ])('a client of %s signs out its own users, and no others', async (own, mine, other, theirs) => {
    expect(names(await signOut(clientOf(own)))).toEqual([mine]);
    expect(names(await listAccounts(clientOf(own)))).toEqual([]);
    expect(await signOut(clientOf(own))).toEqual([]);
    expect((await silently(clientOf(other))).account?.username).toBe(theirs);
    await expect(silently(clientOf(own))).rejects.toThrow('the user was asked');
  });

  test('a sign-out works without a network, also where a domain names the tenant', async () => {
    await emulator.control.fault({ at: 'discovery', answer: { status: 404 } });
    expect(names(await signOut(clientOf('contoso.example')))).toContain(ADELE);
  });

  test('one that is unknown in the tenant is refused there, by whatever name', async () => {
    const refused = silently(clientOf(CONTOSO), { username: NILS });
    await expect(refused).rejects.toThrow();
    expect(names(await listAccounts(clientOf(CONTOSO)))).toEqual([ADELE]);
  });

  test('a shared authority has to be told which one of them', async () => {
    await expect(silently(clientOf('common'))).rejects.toMatchObject({
      errorCode: 'account_ambiguous',
    });
    const token = await silently(clientOf('organizations'), { username: NILS });
    expect(tenantOf(token)).toBe(NORTHWIND);
  });

  test('a tenant that the call names counts as well', async () => {
    const client = clientOf(CONTOSO);
    await expect(silently(client, { tenantId: NORTHWIND })).rejects.toMatchObject({
      errorCode: 'account_ambiguous',
    });
    const token = await silently(client, { tenantId: NORTHWIND, username: NILS });
    expect(tenantOf(token)).toBe(NORTHWIND);
    expect(tenantOf(await silently(client))).toBe(CONTOSO);
  });
});

test('a personal account does not belong to organizations, and no work account to consumers', async () => {
  const of = (tenant: string) => clientOf(tenant, { clientId: FOR_EVERYBODY });
  const { result } = await get(of('common'), PAULA);
  await get(of(CONTOSO), ADELE);
  expect(result.tenantId).toBe(PERSONAL);
  const listed = (tenant: string) => listAccounts(of(tenant)).then(names);
  expect(await listed('common')).toEqual([ADELE, PAULA]);
  expect(await listed('organizations')).toEqual([ADELE]);
  expect(await listed('consumers')).toEqual([PAULA]);
  expect(tenantOf(await silently(of('consumers')))).toBe(PERSONAL);
  const account = result.account as AccountInfo;
  await expect(silently(of('organizations'), { account })).rejects.toMatchObject({
    errorCode: 'account_not_found',
  });
});

test('two users of two clouds in one cache: each client has its own', async () => {
  await using other = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
  const cache = () => fileCachePlugin({ file, protection: 'plaintext' });
  const clientIn = ({ clientId, authority, ca }: IdentityEmulator) =>
    new PublicClientApplication(
      publicClientConfiguration({
        clientId,
        authority,
        cache: cache(),
        trustedOrigins: [{ origin: new URL(authority).origin, ca }],
      }),
    );
  const { result } = await get(clientIn(emulator), ADELE);
  expect(await listAccounts(clientIn(other))).toEqual([]);
  expect(await listCachedTokens(clientIn(other))).toEqual([]);
  expect(await signOut(clientIn(other))).toEqual([]);
  const account = result.account as AccountInfo;
  await expect(silently(clientIn(other), { account })).rejects.toMatchObject({
    errorCode: 'account_not_found',
    errorMessage: expect.stringContaining(new URL(emulator.authority).host),
  });
  await expect(silently(clientIn(other))).rejects.toThrow('the user was asked');
  expect((await silently(clientIn(emulator))).accessToken).toBe(result.accessToken);
});

describe('an account that was kept under one name of its cloud', () => {
  const clientId = '00001111-aaaa-2222-bbbb-3333cccc4444';
  const client = (host: string) =>
    new PublicClientApplication(
      publicClientConfiguration({
        clientId,
        authority: `https://${host}/${CONTOSO}`,
        cache: fileCachePlugin({ file, protection: 'plaintext' }),
      }),
    );
  beforeEach(() => writeFile(file, keptFor(clientId)));

  test.each(['login.microsoftonline.com', 'login.windows.net', 'sts.windows.net'])(
    'is found at %s',
    async (host) => {
      expect((await silently(client(host))).accessToken).toBe('kept');
      expect(names(await signOut(client(host)))).toEqual([ADELE]);
    },
  );

  test.each([
    'login.microsoftonline.us',
    'login.partner.microsoftonline.cn',
    'contoso.ciamlogin.com',
    'login.windows.net.evil.example',
  ])('is a stranger at %s', async (host) => {
    await expect(silently(client(host))).rejects.toThrow('the user was asked');
    await expect(silently(client(host), { username: ADELE })).rejects.toThrow('the user was asked');
    expect(await listCachedTokens(client(host))).toEqual([]);
    expect(await signOut(client(host))).toEqual([]);
  });
});

/** A cache as MSAL writes it, with a token that is good for an hour. */
function keptFor(client_id: string): string {
  const now = Math.floor(Date.now() / 1000);
  const home_account_id = `11111111-0000-0000-0000-000000000000.${CONTOSO}`;
  const environment = 'login.windows.net';
  const entry = { home_account_id, environment, client_id, realm: CONTOSO };
  const key = (...parts: string[]) => [home_account_id, environment, ...parts].join('-');
  const profile = { tenantId: CONTOSO, localAccountId: 'o', username: ADELE, isHomeTenant: true };
  return JSON.stringify({
    Account: {
      [key(CONTOSO)]: {
        ...entry,
        local_account_id: 'o',
        username: ADELE,
        authority_type: 'MSSTS',
        tenantProfiles: [JSON.stringify(profile)],
      },
    },
    AccessToken: {
      [key('accesstoken', client_id, CONTOSO, 'user.read')]: {
        ...entry,
        credential_type: 'AccessToken',
        secret: 'kept',
        target: 'User.Read openid profile',
        token_type: 'Bearer',
        cached_at: `${now}`,
        expires_on: `${now + 3600}`,
        extended_expires_on: `${now + 3600}`,
      },
    },
  });
}
