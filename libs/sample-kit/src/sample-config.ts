import type { PublicClientOptions } from '@entra-flows/auth-core';
import { type ApiToCall, apiToCall } from './api-to-call.ts';
import type { SampleOptions } from './read-options.ts';
import { tokenCache } from './token-cache.ts';
import { verboseLog } from './verbose-log.ts';
import { whereIsTheAuthority } from './where-is-the-authority.ts';

/** What a sample of the command line works with. */
export interface SampleConfig extends PublicClientOptions {
  /** The web API; undefined where the address for these scopes is not known. */
  api: ApiToCall | undefined;
}

/**
 * Client ID and authority from ENTRA_CLIENT_ID and ENTRA_AUTHORITY (environment or `.env.local`), the web
 * API of the scopes, and the token cache.
 *
 * @param app.program - named in messages
 * @param app.name - names the folder of the token cache and its key in the keyring; two products must not
 *   share it
 * @throws {UsageError} for a setting or an option that is missing or malformed, with what to write
 */
export async function sampleConfig(
  options: SampleOptions,
  app: { program: string; name: string },
): Promise<SampleConfig> {
  const where = whereIsTheAuthority(app.program);
  const { clientId, authority, emulator } = where;
  return {
    clientId,
    authority,
    api: apiToCall(options, where),
    cache: await tokenCache(where, options, app.name),
    // The emulator's certificate is trusted for its own address and nowhere else.
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
    ...(options.verbose ? verboseLog() : {}),
  };
}
