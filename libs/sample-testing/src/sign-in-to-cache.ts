import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenByDeviceCode,
  fileCachePlugin,
  publicClientConfiguration,
} from '@entra-flows/auth-core';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';

/**
 * Signs users in to a cache in plain text, as another sample would have left it.
 *
 * @param file - for `--cache`
 * @param usernames - of the emulator; its scripted user is then the last of them
 */
export async function signInToCache(
  {
    clientId,
    authority,
    ca,
    control,
  }: Pick<IdentityEmulator, 'clientId' | 'authority' | 'ca' | 'control'>,
  file: string,
  usernames: readonly string[],
): Promise<void> {
  const client = new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      cache: fileCachePlugin({ file, protection: 'plaintext' }),
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
    }),
  );
  for (const as of usernames) {
    await control.user({ does: 'approve', as });
    const scopes = ['User.Read'];
    await acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });
  }
}
