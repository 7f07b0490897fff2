import { PublicClientApplication } from '@azure/msal-node';
import { once } from 'node:events';
import { fileCachePlugin } from '../../cache/file-cache-plugin.ts';
import { keyFromFile } from '../../cache/key-from-file.ts';
import { publicClientConfiguration } from '../../msal/public-client-configuration.ts';
import { acquireToken } from '../acquire-token.ts';

/** A program that has everything loaded, waits for `go`, and then wants a token at once. */
export interface RefreshTask {
  clientId: string;
  authority: string;
  ca: string;
  file: string;
  /** A key file; plain text if missing. */
  key?: string;
}

export type RefreshNews = { ready: true } | { token: string; asked: boolean } | { failed: string };

const { clientId, authority, ca, file, key } = JSON.parse(process.argv[2] ?? '') as RefreshTask;
const report = (news: RefreshNews) => process.send?.(news);

try {
  const client = new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      cache: fileCachePlugin({
        file,
        protection: key ? keyFromFile(key) : 'plaintext',
        // The machine of a test may be busy; that one process works for all is not about time.
        lockTimeout: 60_000,
      }),
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
    }),
  );
  report({ ready: true });
  await once(process, 'message');
  let asked = false;
  const result = await acquireToken(client, { scopes: ['User.Read'] }, async () => {
    asked = true;
    return null;
  });
  report({ token: result.accessToken, asked });
} catch (error) {
  report({ failed: String(error) });
}
process.disconnect?.();
