import type { PublicClientOptions } from '@entra-flows/auth-core';
import { type ApiToCall, apiToCall, type ArmToCall, armToCall } from './api-to-call.ts';
import { type NamedAuthority, readAuthorityConfig } from './read-authority-config.ts';
import type { SampleOptions } from './read-options.ts';
import { tokenCache } from './token-cache.ts';
import { verboseLog } from './verbose-log.ts';

/** What a product makes its own, in `src/auth-config.ts`. */
export interface SampleApp extends NamedAuthority {
  /** Names the folder of the token cache and its key in the keyring; two products must not share it. */
  name: string;
  /** Asked for where `--scopes` names no others; not empty. */
  scopes: readonly string[];
}

/** What a command-line sample makes its client from, and the web API that it calls. */
export interface SampleConfig extends PublicClientOptions {
  /** The web API; undefined where the address for these scopes is not known. */
  api: ApiToCall | undefined;
  /** Azure Resource Manager; undefined where the cloud of the authority is not known to have one. */
  arm: ArmToCall | undefined;
}

/** Reads the configuration for one run, which the options of the command line may change. */
export type AuthConfig = (options: SampleOptions) => Promise<SampleConfig>;

/**
 * Takes client ID and authority from `app`, else from ENTRA_CLIENT_ID and ENTRA_AUTHORITY (environment
 * or `.env.local`), finds the web API of the scopes, and opens the token cache.
 *
 * @returns a function of the options; it throws a UsageError for a setting or an option that is
 *   missing or malformed, with what to write
 */
export function sampleConfig(app: Omit<SampleApp, 'scopes'>): AuthConfig {
  return async (options) => {
    const where = readAuthorityConfig(app);
    const { clientId, authority, emulator } = where;
    return {
      clientId,
      authority,
      api: apiToCall(options, where),
      arm: armToCall(where),
      cache: await tokenCache(where, options, app.name),
      // The emulator's certificate is trusted for its own address only.
      trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
      ...(options.verbose ? verboseLog() : {}),
    };
  };
}
