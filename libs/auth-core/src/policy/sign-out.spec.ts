import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type FileCacheOptions, fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { listAccounts } from './list-accounts.ts';
import { signOut } from './sign-out.ts';

const [ADELE, BRUNO] = ['adele@contoso.example', 'bruno@contoso.example'];
const folder = temporaryFolders();
let emulator: IdentityEmulator;
let file: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
beforeEach(async () => {
  file = join(await folder(), 'cache');
  const client = newProcess();
  for (const as of [ADELE, BRUNO]) {
    await emulator.control.user({ does: 'approve', as });
    const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
    await acquireTokenByDeviceCode(client, request);
  }
});
afterAll(() => emulator.close());

function newProcess(options: Partial<FileCacheOptions> = {}): PublicClientApplication {
  const { clientId, authority, ca } = emulator;
  const cache = fileCachePlugin({ file, protection: 'plaintext', ...options });
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins, cache }),
  );
}

/** What is on the disk of each user, of whatever table. */
async function kept(): Promise<string[]> {
  const tables = JSON.parse(await readFile(file, 'utf8')) as Record<string, object>;
  const ids = Object.values(tables).flatMap((table) => Object.values(table) as object[]);
  const homes = ids.map((entry) => (entry as { home_account_id?: string }).home_account_id);
  return [...new Set(homes.filter((home) => home !== undefined))];
}

const names = async (client: PublicClientApplication) =>
  (await listAccounts(client)).map(({ username }) => username);

test('a sign-out is on the disk when it is over, with every token of the user', async () => {
  expect(await kept()).toHaveLength(2);
  const [left] = await signOut(newProcess(), { username: ADELE });
  expect(await kept()).toHaveLength(1);
  expect(await kept()).not.toContain(left?.homeAccountId);
  expect(await names(newProcess())).toEqual([BRUNO]);
});

test('an unknown name is refused with those that are signed in, who stay; where no user is, all is done', async () => {
  const client = newProcess();
  const unknown = signOut(client, { username: 'nobody@x.example' });
  await expect(unknown).rejects.toMatchObject({
    errorCode: 'account_not_found',
    errorMessage: `nobody@x.example is not signed in; signed in: ${ADELE}, ${BRUNO}`,
  });
  expect(await names(newProcess())).toEqual([ADELE, BRUNO]);
  await signOut(client);
  expect(await signOut(client, { username: ADELE })).toEqual([]);
});

test('a sign-out that does not reach the disk is none: it is refused, and works when it can be written', async () => {
  let isFull = true;
  const told: string[] = [];
  const client = newProcess({
    onWriteFailed: ({ errorCode }) => told.push(errorCode),
    onStep: (step) => {
      if (isFull && step !== 'locked')
        throw Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write' });
    },
  });
  await expect(signOut(client, { username: ADELE })).rejects.toMatchObject({
    errorCode: 'cache_unusable',
  });
  expect(await names(newProcess())).toEqual([ADELE, BRUNO]);
  isFull = false;
  await signOut(client, { username: ADELE });
  expect(await names(newProcess())).toEqual([BRUNO]);
});

test('a sign-out of all that cannot remove the file is refused too', async () => {
  const cache = fileCachePlugin({ file, protection: 'plaintext' });
  const { clientId, authority, ca } = emulator;
  const refusal = new Error('busy');
  const client = new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
      cache: { ...cache, remove: () => Promise.reject(refusal) },
    }),
  );
  await expect(signOut(client)).rejects.toBe(refusal);
});
