// A token from a plaintext cache by MSAL and nothing else, bundled as the samples are: what no program on MSAL can
// do without. main.ts CACHE METADATA, with ENTRA_CLIENT_ID and ENTRA_AUTHORITY, as peers/plain-msal.cjs.
import { readFileSync, writeSync } from 'node:fs';
import { PublicClientApplication } from '@azure/msal-node';

const [, , cacheFile = '', metadataFile = ''] = process.argv;
const { ENTRA_CLIENT_ID: clientId = '', ENTRA_AUTHORITY: authority = '' } = process.env;
const client = new PublicClientApplication({
  auth: {
    clientId,
    authority,
    authorityMetadata: readFileSync(metadataFile, 'utf8'),
    knownAuthorities: [new URL(authority).host],
  },
  cache: {
    cachePlugin: {
      beforeCacheAccess: async ({ tokenCache }) =>
        tokenCache.deserialize(readFileSync(cacheFile, 'utf8')),
      afterCacheAccess: async () => undefined,
    },
  },
});
const [account] = await client.getAllAccounts();
if (!account) throw new Error('nobody is signed in');
const { fromCache } = await client.acquireTokenSilent({ account, scopes: ['User.Read'] });
writeSync(1, `token from ${fromCache ? 'the cache' : 'the authority'}\n`);
