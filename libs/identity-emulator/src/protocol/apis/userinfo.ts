import { findUserById, type Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { pairwiseSubject } from '../tokens/id-token-claims.ts';
import { bearerChallenge, readBearer } from './bearer.ts';
import { verifyToken } from '../tokens/sign-token.ts';

/**
 * OpenID Connect's userinfo (Core 5.3). As in Entra it is a part of Graph: the token is one for
 * Graph with the scope `openid`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/userinfo
 */
export async function userinfo(state: ProtocolState, request: ProtocolRequest): Promise<Reply> {
  const token = readBearer(request.authorization);
  const graph = state.directory.resources[0]?.id ?? '';
  const checked = token === undefined ? undefined : await verifyToken(state, request, token, graph);
  if (checked?.outcome !== 'good') return refusal(request, 401, 'invalid_token');
  const { oid, scp, azp } = checked.claims;
  const account = findUserById(state.directory, String(oid));
  if (!account || account.user.disabled) return refusal(request, 401, 'invalid_token');
  const scopes = String(scp).split(' ');
  if (!scopes.includes('openid')) return refusal(request, 403, 'insufficient_scope');
  return { status: 200, body: claims(account, scopes, String(azp)) };
}

/** `sub` is that of the client's id_token, so that it can compare the two (Core 5.3.2). */
function claims(account: Account, scopes: string[], clientId: string): Record<string, unknown> {
  const { displayName, givenName, surname, username } = account.user;
  return {
    sub: pairwiseSubject(account, clientId),
    ...(scopes.includes('profile') && {
      name: displayName,
      given_name: givenName,
      family_name: surname,
    }),
    ...(scopes.includes('email') && { email: username }),
  };
}

function refusal(request: ProtocolRequest, status: number, error: string): Reply {
  const headers = { 'www-authenticate': bearerChallenge(request, { error }) };
  return { status, headers, body: { error } };
}
