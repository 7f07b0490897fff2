import type { PublicClientOptions } from '@entra-flows/auth-core';
import { plainLine, type SampleApp, said, UsageError } from '@entra-flows/sample-kit';
import {
  apiToCall,
  readAuthorityConfig,
  requireGraph,
  verboseLog,
} from '@entra-flows/sample-kit/service';
import type { Settings } from './settings.ts';

/** What a product makes its own. Its `clientId` and `authority` may stand here, too. */
export const app: SampleApp = {
  // What users read on the pages, in any letters. Keys in Redis and cookies begin with it, and the keys that
  // encrypt both depend on it: two products must not share it, and another name ends all sessions.
  name: 'web-auth-code',
  // What a token is asked for, where `--scopes` does not say it.
  scopes: ['User.Read'],
};

/** What the app gets tokens with, and for which API. */
export interface AuthConfig {
  client: PublicClientOptions;
  /** Base of the web API. */
  graph: string;
  scopes: string[];
  /** Makes the client a confidential one. */
  clientSecret?: string;
}

/**
 * Client ID, authority and address of Microsoft Graph, as `app`, the environment or `.env.local` names them.
 *
 * @throws {UsageError} for a setting that is missing or malformed, with what to write
 */
export function authConfig({ clientSecret, scopes, verbose }: Settings): AuthConfig {
  const where = readAuthorityConfig(app);
  const { clientId, authority, emulator } = where;
  const graph = requireGraph(where, app);
  if (!apiToCall({ scopes }, where)) {
    const names = plainLine(scopes.join(','), 200);
    throw new UsageError(
      said({
        en: `--scopes ${names} are not of Microsoft Graph, which the profile page calls.`,
        ko: `--scopes ${names}: 프로필 페이지가 호출하는 Microsoft Graph의 범위가 아닙니다.`,
      }),
    );
  }
  return {
    client: {
      clientId,
      authority,
      // The emulator's certificate is trusted for its own address only.
      trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
      ...(verbose ? verboseLog(undefined, { oneLine: true }) : {}),
    },
    graph,
    scopes,
    ...(clientSecret ? { clientSecret } : {}),
  };
}
