// A token as MSAL Node's own documents get it: a cache plugin that reads and writes a plaintext file.
// node plain-msal.cjs CACHE METADATA, with ENTRA_CLIENT_ID and ENTRA_AUTHORITY.
const { readFile, writeFile } = require('node:fs/promises');
const { PublicClientApplication } = require('@azure/msal-node');

const [, , cacheFile = '', metadataFile = ''] = process.argv;
const { ENTRA_CLIENT_ID: clientId = '', ENTRA_AUTHORITY: authority = '' } = process.env;

/** @type {import('@azure/msal-node').ICachePlugin} */
const cachePlugin = {
  async beforeCacheAccess({ tokenCache }) {
    tokenCache.deserialize(await readFile(cacheFile, 'utf8'));
  },
  async afterCacheAccess({ cacheHasChanged, tokenCache }) {
    if (cacheHasChanged) await writeFile(cacheFile, tokenCache.serialize());
  },
};

async function main() {
  // MSAL has the metadata of the public cloud built in; it would ask this authority for them.
  const authorityMetadata = await readFile(metadataFile, 'utf8');
  const knownAuthorities = [new URL(authority).host];
  const auth = { clientId, authority, authorityMetadata, knownAuthorities };
  const client = new PublicClientApplication({ auth, cache: { cachePlugin } });
  const [account] = await client.getTokenCache().getAllAccounts();
  if (!account) throw new Error('nobody is signed in');
  const { fromCache } = await client.acquireTokenSilent({ account, scopes: ['User.Read'] });
  console.log(`token from ${fromCache ? 'the cache' : 'the authority'}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
