import type { PublicClientOptions } from '@entra-flows/auth-core';
import {
  apiToCall,
  knownGraph,
  plainLine,
  UsageError,
  verboseLog,
  whereIsTheAuthority,
} from '@entra-flows/sample-kit';
import type { Settings } from './settings.ts';

export interface AuthConfig {
  client: PublicClientOptions;
  /** Base of the web API. */
  graph: string;
  scopes: string[];
  /** Makes the client a confidential one. */
  clientSecret?: string;
}

/** Who asks (client ID, perhaps a secret), whom (authority), for whose API (graph). */
export function authConfig({ clientSecret, scopes, verbose }: Settings): AuthConfig {
  const where = whereIsTheAuthority('web-auth-code');
  const { clientId, authority, emulator } = where;
  const graph = knownGraph(where);
  if (!apiToCall({ scopes }, where)) {
    throw new UsageError(
      `--scopes ${plainLine(scopes.join(','), 200)} are not of Microsoft Graph, which the profile page calls.`,
    );
  }
  return {
    client: {
      clientId,
      authority,
      // The emulator's certificate is trusted for its own address and nowhere else.
      trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
      ...(verbose ? verboseLog() : {}),
    },
    graph,
    scopes,
    ...(clientSecret ? { clientSecret } : {}),
  };
}
