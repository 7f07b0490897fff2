import type { PublicClientOptions } from '@entra-flows/auth-core';
import {
  type ApiToCall,
  apiToCall,
  type SampleOptions,
  tokenCache,
  verboseLog,
  whereIsTheAuthority,
} from '@entra-flows/sample-kit';

/** Names the folder of the token cache and its key in the keyring: two products must not share it. */
const APP_NAME = 'entra-flows';

/** Who asks (client ID), whom (authority), for which API, and where tokens are kept. */
export async function authConfig(
  options: SampleOptions,
): Promise<PublicClientOptions & { api: ApiToCall | undefined }> {
  const where = whereIsTheAuthority('cli-device-code-steps');
  const { clientId, authority, emulator } = where;
  return {
    clientId,
    authority,
    api: apiToCall(options, where),
    cache: await tokenCache(where, options, APP_NAME),
    // The emulator's certificate is trusted for its own address and nowhere else.
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
    ...(options.verbose ? verboseLog() : {}),
  };
}
