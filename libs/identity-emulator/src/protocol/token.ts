import { checkClient, identifyClient } from './identify-client.ts';
import { findAudience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { grants } from './grants/all-grants.ts';
import { type ProtocolRequest, requiredParameter } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

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
