import { decodeProtectedHeader, type JWTPayload } from 'jose';
import type { EmulatorState } from '../../emulator-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { readBearer } from './read-bearer.ts';
import { verifyToken, type CheckedToken } from '../tokens/verify-token.ts';
import { bearerChallenge } from './bearer-challenge.ts';
import { graphError } from './graph-error.ts';

/**
 * Whose token a call of Graph carries. Takes it only with the right signature, issuer, audience and lifetime.
 *
 * @returns the claims, or the 401 for a call without such a token
 */
export async function graphCaller(
  state: EmulatorState,
  request: ProtocolRequest,
): Promise<{ claims: JWTPayload } | { refused: Reply }> {
  const token = readBearer(request.authorization);
  if (!token) return { refused: unauthorized(state, request, 'Access token is empty.') };
  const checked = await verifyToken(state, token, state.directory.resources[0]?.id ?? '');
  if (checked.outcome === 'good') return { claims: checked.claims };
  return { refused: unauthorized(state, request, whyNot(state, token, checked.outcome)) };
}

/** RFC 6750 3, in Graph's dress. */
export function unauthorized(
  state: EmulatorState,
  request: ProtocolRequest,
  message: string,
): Reply {
  const challenge = bearerChallenge(state, { error: 'invalid_token', error_description: message });
  const reply = graphError(state, request, 401, 'InvalidAuthenticationToken', message);
  return { ...reply, headers: { 'www-authenticate': challenge, ...reply.headers } };
}

/** Only for the user who looks into it: a program sees the same answer each time. */
function whyNot(
  { signingKey }: EmulatorState,
  token: string,
  outcome: Exclude<CheckedToken['outcome'], 'good'>,
): string {
  if (outcome === 'expired') return 'Lifetime validation failed, the token is expired.';
  if (outcome === 'early')
    return "Lifetime validation failed, the token is not valid yet: this emulator's clock went back since. Wait, or sign out and in again.";
  if (outcome === 'audience') return 'Access token validation failure. Invalid audience.';
  const failure = 'Access token validation failure.';
  const kid = keyOf(token);
  if (kid === undefined || kid === signingKey.kid) return failure;
  return `${failure} It is signed with a key that this emulator no longer has: sign out and in again.`;
}

function keyOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}
