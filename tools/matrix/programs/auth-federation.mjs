// Signs a user in whose password is kept by the emulator's AD FS.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  fileCachePlugin,
  keyFromFile,
  publicClientConfiguration,
} from '@entra-flows/auth-core';
import { acquireTokenByUsernamePassword } from '@entra-flows/auth-federation';

const { clientId, authority, ca } = JSON.parse(process.env['EMULATOR'] ?? '');
const cache = fileCachePlugin({
  file: join(homedir(), 'tokens'),
  protection: keyFromFile(join(homedir(), 'key')),
});
const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
const client = new PublicClientApplication(
  publicClientConfiguration({
    ...{ clientId, trustedOrigins, cache },
    authority: `${new URL(authority).origin}/organizations`,
  }),
);
const username = 'frida@adatum.example';
const password = 'Password-of-Frida-1';
const { account, fromCache } = await acquireToken(
  client,
  { scopes: ['User.Read'], username },
  (request) => acquireTokenByUsernamePassword(client, { ...request, username, password }),
);
console.log(`${account?.username}: token from ${fromCache ? 'cache' : 'authority'}`);
