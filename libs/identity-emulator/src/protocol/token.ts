import { checkClient, identifyClient } from './identify-client.ts';
import { findAudience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError } from '../errors/entra-error.ts';
import * as authorizationCode from './grants/authorization-code.ts';
import * as clientCredentials from './grants/client-credentials.ts';
import * as deviceCode from './grants/device-code.ts';
import type { Grant } from './grants/grant.ts';
import * as onBehalfOf from './grants/on-behalf-of.ts';
import * as password from './grants/password.ts';
import * as refreshToken from './grants/refresh-token.ts';
import { samlBearer } from './grants/saml-bearer.ts';
import { type ProtocolRequest, requiredParameter } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

const all: Grant[] = [
  authorizationCode,
  clientCredentials,
  deviceCode,
  onBehalfOf,
  password,
  refreshToken,
  samlBearer('1.1'),
  samlBearer('2.0'),
];

/** The grants of the token endpoint, by each of their names. */
const grants: ReadonlyMap<string, Grant> = new Map(
  all.flatMap((grant) => grant.grantTypes.map((name) => [name, grant] as const)),
);

/**
 * The token endpoint: finds the grant and lets it answer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export async function token(state: ProtocolState, request: ProtocolRequest): Promise<Reply> {
  if (request.method !== 'POST') throw entraError(900561, 'POST', request.method);
  const audience = findAudience(state.directory, request.segment);
  const grantType = requiredParameter(request, 'grant_type');
  const grant = grants.get(grantType);
  if (!grant) throw entraError(70003, grantType.slice(0, 100));
  const asked = { request, audience, ...(await identifyClient(state, request, audience)) };
  for (const name of grant.required) requiredParameter(request, name);
  // In the device code flow this shows here, on the first poll, and not at the devicecode endpoint.
  checkClient(state, grant, asked);
  return { status: 200, body: await grant.redeem(state, asked) };
}
