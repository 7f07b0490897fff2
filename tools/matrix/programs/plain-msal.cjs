// MSAL Node as its documents use it, of the version installed as MSAL, over a file of MSAL's JSON.
// --plugin: over auth-core's cache plugin; --refresh: asks for a new access token.
const { readFileSync, writeFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');
const { PublicClientApplication } = require(process.env['MSAL'] ?? '@azure/msal-node');

const { clientId, authority } = JSON.parse(process.env['EMULATOR'] ?? '');
const file = join(homedir(), 'tokens.json');
const scopes = ['User.Read'];

/** @type {import('@azure/msal-node').ICachePlugin} */
const plainPlugin = {
  beforeCacheAccess: async ({ tokenCache }) => {
    try {
      tokenCache.deserialize(readFileSync(file, 'utf8'));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    }
  },
  afterCacheAccess: async ({ cacheHasChanged, tokenCache }) => {
    if (cacheHasChanged) writeFileSync(file, tokenCache.serialize(), { mode: 0o600 });
  },
};

async function main() {
  const cachePlugin = process.argv.includes('--plugin')
    ? require('@entra-flows/auth-core').fileCachePlugin({ file, protection: 'plaintext' })
    : plainPlugin;
  const knownAuthorities = [new URL(authority).host];
  /** @type {import('@azure/msal-node').PublicClientApplication} */
  const client = new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities },
    cache: { cachePlugin },
  });
  const [account] = await client.getTokenCache().getAllAccounts();
  if (!account && process.argv.includes('--silent')) throw new Error('there is no account');
  const forceRefresh = process.argv.includes('--refresh');
  const result = account
    ? await client.acquireTokenSilent({ account, scopes, forceRefresh })
    : await client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => undefined });
  console.log(
    `${result?.account?.username}: token from ${result?.fromCache ? 'cache' : 'authority'}`,
  );
}

void main();
