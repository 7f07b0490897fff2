import type { ClientNetwork } from '@entra-flows/auth-core';
import { FederationError } from '../federation-error.ts';
import { callOnPremises } from '../call-on-premises.ts';
import { readMex } from './read-mex.ts';
import type { TrustCredential, TrustEndpoint } from './trust-endpoint.ts';

/**
 * Reads MEX and chooses the endpoint for a way to sign in: https only, and WS-Trust 1.3 before 2005.
 *
 * @param metadata - the address of MEX, as the authority gave it
 * @throws {FederationError} `missing_federation_metadata_url`, `accessing_ws_metadata_exchange_failed`,
 *   `parsing_ws_metadata_exchange_failed`, `wstrust_endpoint_not_found`
 */
export async function findTrustEndpoint(
  { send }: ClientNetwork,
  metadata: string | undefined,
  credential: TrustCredential,
  signal?: AbortSignal,
): Promise<TrustEndpoint> {
  if (!metadata || !isHttps(metadata)) {
    const why = metadata ? 'its description is not at an https address' : 'it names none';
    throw new FederationError('missing_federation_metadata_url', `the domain is federated: ${why}`);
  }
  const { status, text } = await callOnPremises(
    'accessing_ws_metadata_exchange_failed',
    metadata,
    () => send({ method: 'GET', url: metadata, headers: {}, ...(signal ? { signal } : {}) }),
  );
  const { host } = new URL(metadata);
  if (status !== 200) {
    throw new FederationError(
      'accessing_ws_metadata_exchange_failed',
      `${host} answered HTTP ${status} instead of its description`,
    );
  }
  return choose(endpointsIn(text, host), credential, host);
}

function endpointsIn(text: string, host: string): TrustEndpoint[] {
  try {
    return readMex(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    const message = `the description of ${host} cannot be read: ${why}`;
    throw new FederationError('parsing_ws_metadata_exchange_failed', message, { cause });
  }
}

function choose(
  endpoints: TrustEndpoint[],
  credential: TrustCredential,
  host: string,
): TrustEndpoint {
  const fitting = endpoints.filter((one) => one.credential === credential);
  const safe = fitting.filter(({ url }) => isHttps(url));
  const chosen = safe.find(({ version }) => version === '1.3') ?? safe[0];
  if (chosen) return chosen;
  const what = credential === 'windows' ? 'a Kerberos ticket' : 'a password';
  const why = fitting.length > 0 ? 'names only endpoints without https' : 'names no endpoint';
  throw new FederationError('wstrust_endpoint_not_found', `${host} ${why} for ${what}`);
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
