import type { ProtocolState } from '../protocol-state.ts';
import { accessTokenClaims } from './access-token-claims.ts';
import type { Authorization } from './authorization.ts';
import { clientInfo, idTokenClaims } from './id-token-claims.ts';
import { asksFor, grantedScope } from './resolve-scopes.ts';
import { signToken } from './sign-token.ts';

/**
 * The body of a successful token response, without its refresh token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#successful-response-2
 */
export async function issueTokens(
  state: ProtocolState,
  granted: Authorization,
): Promise<Record<string, unknown>> {
  const { accessTokenLifetime: lifetime, refreshIn } = state.settings;
  const [accessToken, idToken] = await Promise.all([
    signToken(state, granted.addresses, accessTokenClaims(granted), lifetime),
    asksFor(granted.scopes, 'openid')
      ? signToken(state, granted.addresses, idTokenClaims(state, granted), 3600)
      : undefined,
  ]);
  return {
    token_type: 'Bearer',
    scope: grantedScope(granted.scopes),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    ...(refreshIn !== undefined && { refresh_in: refreshIn }),
    access_token: accessToken,
    ...(idToken && { id_token: idToken }),
    ...(granted.clientInfo && { client_info: clientInfo(granted) }),
  };
}

/**
 * Ends a sign-in: tokens, and a new family of refresh tokens where `offline_access` was asked for.
 *
 * @param isForPage true for a single-page app, whose refresh tokens last a day
 * @returns the body of the token response
 */
export async function completeGrant(
  state: ProtocolState,
  granted: Authorization,
  isForPage = false,
): Promise<Record<string, unknown>> {
  const { tenant, user, app, scopes, amr, acrs, authTime, flow } = granted;
  const family = {
    tenantId: tenant.id,
    userId: user.id,
    clientId: app.clientId,
    scope: scopes.asked.join(' '),
    ...(isForPage && { isForPage }),
    ...(amr && { amr }),
    ...(acrs && { acrs }),
    ...(authTime !== undefined && { authTime }),
    ...(flow && { flow }),
  };
  const [tokens, refreshToken] = await Promise.all([
    issueTokens(state, granted),
    asksFor(scopes, 'offline_access') ? state.refreshTokens.start(family) : undefined,
  ]);
  return { ...tokens, ...(refreshToken && { refresh_token: refreshToken }) };
}
