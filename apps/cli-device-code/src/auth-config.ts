import type { PublicClientOptions } from '@entra-flows/auth-core';
import {
  type SampleOptions,
  tokenCache,
  verboseLog,
  whereIsTheAuthority,
} from '@entra-flows/sample-kit';

/** Who asks (client ID), whom (authority), for whose API (graph), and where tokens are kept. */
export async function authConfig(
  options: SampleOptions,
): Promise<PublicClientOptions & { graph: string }> {
  const where = whereIsTheAuthority('cli-device-code');
  const { clientId, authority, graph, emulator } = where;
  return {
    clientId,
    authority,
    graph,
    cache: await tokenCache(where, options),
    // The emulator's certificate is trusted for its own address and nowhere else.
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
    ...(options.verbose ? verboseLog() : {}),
  };
}
