import type { ClientNetwork, HttpResponse } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import { FederationError } from '../federation-error.ts';
import type { Carrier } from '../kerberos/negotiation.ts';
import type { TrustEndpoint } from '../mex/trust-endpoint.ts';
import type { Assertion } from './read-token-response.ts';
import { assertionIn, requestAssertion } from './request-assertion.ts';
import type { TokenQuestion } from './write-token-request.ts';

/** ms; Kerberos allows so much (RFC 4120, 3.1.3: "5 minutes is typical"). */
const SKEW = 5 * 60_000;

/**
 * Asks for an assertion with a Kerberos ticket, by HTTP Negotiate. The server has to prove itself too:
 * an answer without the proof, or with a wrong one, is not read.
 *
 * @throws {FederationError} `kerberos_…`, `integrated_windows_authentication_failed`,
 *   `mutual_authentication_failed`, and those of `requestAssertion` and `assertionIn`
 * @see RFC 4559, 4
 */
export async function requestWithTicket(
  network: ClientNetwork,
  carrier: Carrier,
  endpoint: TrustEndpoint,
  question: TokenQuestion,
  signal?: AbortSignal,
): Promise<Assertion> {
  const { hostname, host } = new URL(endpoint.url);
  const negotiation = await carrier.negotiate(hostname, signal);
  try {
    const authorization = `Negotiate ${negotiation.token}`;
    const response = await requestAssertion(network, endpoint, question, { authorization, signal });
    if (response.status === 401) throw refused(response, host);
    const proof = proofIn(response);
    // A fault brings no token, so it does not matter which server sent it.
    if (response.status === 200 && !(proof && (await negotiation.confirm(proof)))) {
      throw new FederationError(
        'mutual_authentication_failed',
        said({
          en: `${host} did not prove itself`,
          ko: `${host} 서버가 자신을 증명하지 않았습니다`,
        }),
      );
    }
    return assertionIn(response, endpoint);
  } finally {
    negotiation.end();
  }
}

function proofIn({ headers }: HttpResponse): string | undefined {
  return /^Negotiate ([\w+/]{1,65536}={0,2})$/i.exec(headers['www-authenticate'] ?? '')?.[1];
}

/** The server does not say why, but its clock shows in the answer. */
function refused({ headers }: HttpResponse, host: string): FederationError {
  const difference = Math.abs(Date.parse(headers['date'] ?? '') - Date.now());
  const minutes = Math.round(difference / 60_000);
  return difference > SKEW
    ? new FederationError(
        'kerberos_clock_skew',
        said({
          en: `${host} refused the ticket, and its clock differs by ${minutes} min`,
          ko: `${host} 서버가 티켓을 거부했고, 시계가 ${minutes}분 차이 납니다`,
        }),
      )
    : new FederationError(
        'integrated_windows_authentication_failed',
        said({
          en: `${host} refused the ticket (HTTP 401)`,
          ko: `${host} 서버가 티켓을 거부했습니다(HTTP 401)`,
        }),
      );
}
