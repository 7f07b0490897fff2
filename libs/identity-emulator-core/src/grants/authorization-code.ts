import { isVerified } from '../authorization-codes/code-challenge.ts';
import { findUserById } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { parameter } from '../http/protocol-request.ts';
import { completeGrant } from '../tokens/complete-grant.ts';
import { resolveScopes } from '../tokens/resolve-scopes.ts';
import type { GrantRequest } from './grant.ts';

export const grantTypes = ['authorization_code'] as const;

export const required = ['code', 'redirect_uri'] as const;

/** RFC 6749 4.1.3 and RFC 7636 4.6: tokens once, for the client, redirect and verifier of the code. */
export async function redeem(state: EmulatorState, { request, audience, app }: GrantRequest) {
  const code = state.authorizationCodes.find(parameter(request, 'code') ?? '');
  if (!code) throw entraError(70000, 'The authorization code is unknown.');
  if (code.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');
  if (code.segment.toLowerCase() !== audience.segment.toLowerCase()) throw entraError(700005);
  if (code.isUsed) throw entraError(54005);
  if (state.authorizationCodes.isExpired(code)) throw entraError(70008);
  const redirectUri = parameter(request, 'redirect_uri') ?? '';
  if (redirectUri !== code.redirectUri) throw entraError(500112, redirectUri.slice(0, 200));
  // Nobody gets a second guess at the verifier.
  code.isUsed = true;
  if (!isVerified(code.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);
  const person = findUserById(state.directory, code.userId);
  if (!person) throw entraError(50034, code.userId);
  if (person.user.disabled) throw entraError(50057);
  return completeGrant(state, {
    ...person,
    app,
    scopes: resolveScopes(state.directory, parameter(request, 'scope') ?? code.scope),
    clientInfo: parameter(request, 'client_info') === '1',
    ...(code.nonce !== undefined && { nonce: code.nonce }),
  });
}
