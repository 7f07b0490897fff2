// Signs in by device code over a cache file in the home folder. --plain: MSAL's JSON, as plain-msal.cjs has it.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  fileCachePlugin,
  keyFromFile,
  publicClientConfiguration,
} from '@entra-flows/auth-core';

const { clientId, authority, ca } = JSON.parse(process.env['EMULATOR'] ?? '');
const isPlain = process.argv.includes('--plain');
const cache = fileCachePlugin({
  file: join(homedir(), isPlain ? 'tokens.json' : 'tokens'),
  protection: isPlain ? 'plaintext' : keyFromFile(join(homedir(), 'key')),
});
const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
const client = new PublicClientApplication(
  publicClientConfiguration({ clientId, authority, trustedOrigins, cache }),
);
const forceRefresh = process.argv.includes('--refresh');
const { account, fromCache } = await acquireToken(
  client,
  { scopes: ['User.Read'], forceRefresh },
  (request) => {
    if (process.argv.includes('--silent')) throw new Error('a user would be asked');
    return acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined });
  },
);
console.log(`${account?.username}: token from ${fromCache ? 'cache' : 'authority'}`);
