// @long forty processes on every core; processes.spec.ts shows the lock with few
import { PublicClientApplication } from '@azure/msal-node';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { keyFromFile } from '../cache/key-from-file.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { refreshProcesses } from './testing/fork-refresh-processes.ts';
import type { RefreshTask } from './testing/refresh-process.ts';

const folder = temporaryFolders();
const run = refreshProcesses();
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterAll(() => emulator.close());

/** Signs in with an access token that MSAL takes for expired at once, and a good refresh token. */
async function signIn({ clientId, authority, ca, file, key }: RefreshTask): Promise<string> {
  // MSAL renews five minutes before the end.
  await emulator.control.fault({ at: 'token', times: 1, answer: { merge: { expires_in: 60 } } });
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  const client = new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      cache: fileCachePlugin({ file, protection: key ? keyFromFile(key) : 'plaintext' }),
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
    }),
  );
  const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
  return (await acquireTokenByDeviceCode(client, request))?.accessToken ?? '';
}

async function refreshes(): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter(({ grantType }) => grantType === 'refresh_token').length;
}

test.each([
  [8, 'in plain text'],
  [32, 'encrypted with a key file'],
])(
  '%s processes that find the same expired token make one refresh, and all get its token: cache %s',
  async (count, protection) => {
    const home = await folder();
    const { clientId, authority, ca } = emulator;
    const task = {
      ...{ clientId, authority, ca, file: join(home, 'cache', 'tokens') },
      ...(protection === 'in plain text' ? {} : { key: join(home, 'key') }),
    };
    const expired = await signIn(task);
    const before = await refreshes();

    const answers = await run(count, task);

    expect(answers).toEqual(answers.map(() => ({ token: expect.any(String), asked: false })));
    const tokens = new Set(answers.map((answer) => 'token' in answer && answer.token));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain(expired);
    expect((await refreshes()) - before).toBe(1);
  },
  120_000,
);
