import { isVerified } from '../authorization-codes.ts';
import { isSameAuthority } from '../../directory/find-audience.ts';
import { isForPage as isPage } from '../../directory/find-redirect-uri.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { malformedGrant } from '../../errors/error-reply.ts';
import { parameter } from '../../server/protocol-request.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/issue-tokens.ts';
import { isSecret } from '../../server/secret.ts';
import { type GrantRequest, requireActiveAccount } from './grant.ts';

export const grantTypes = ['authorization_code'] as const;

export const required = ['code', 'redirect_uri'] as const;

/** RFC 6749 4.1.3 and RFC 7636 4.6: tokens once, for the client, redirect and verifier of the code. */
export async function redeem(state: ProtocolState, asked: GrantRequest) {
  const { request, app } = asked;
  const code = await useUp(state, asked);
  if (!isVerified(code.challenge, parameter(request, 'code_verifier'))) throw entraError(501481);
  const inPage = isPage(app, code.redirectUri);
  if (inPage && !code.challenge) throw entraError(9002325);
  const account = requireActiveAccount(state, code.userId);
  const { nonce, scope, signIn = {} } = code;
  const granted = authorize(state, asked, account, parameter(request, 'scope') ?? scope, signIn);
  const named = { ...granted, ...(nonce !== undefined && { nonce }) };
  const body = await completeGrant(state, named, inPage);
  const family = state.refreshTokens.find(String(body['refresh_token']));
  if (family) code.family = family;
  // The second use may have come while this one waited.
  if (family && code.isReused) await state.refreshTokens.revoke(family);
  return body;
}

export function isForPage(state: ProtocolState, { request, app }: GrantRequest): boolean {
  const code = state.authorizationCodes.find(parameter(request, 'code') ?? '');
  return isPage(app, code?.redirectUri ?? parameter(request, 'redirect_uri') ?? '');
}

/** RFC 6749 4.1.2: a second use means that the code was stolen, so its tokens are revoked. */
async function useUp(state: ProtocolState, { request, audience, app }: GrantRequest) {
  const code = state.authorizationCodes.find(parameter(request, 'code') ?? '');
  if (!code && !isSecret(parameter(request, 'code') ?? '')) throw malformedGrant();
  if (!code) throw entraError(70000, 'The authorization code is unknown.');
  if (code.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');
  if (!isSameAuthority(state.directory, code.segment, audience)) throw entraError(700005);
  if (code.isUsed) {
    code.isReused = true;
    if (code.family) await state.refreshTokens.revoke(code.family);
    throw entraError(54005);
  }
  if (state.authorizationCodes.isExpired(code)) throw entraError(70008);
  const redirectUri = parameter(request, 'redirect_uri') ?? '';
  if (redirectUri !== code.redirectUri) throw entraError(500112, redirectUri.slice(0, 200));
  // Before the verifier is checked, so that it cannot be guessed twice.
  code.isUsed = true;
  return code;
}
