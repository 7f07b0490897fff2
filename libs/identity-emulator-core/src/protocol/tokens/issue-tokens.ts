import type { EmulatorState } from '../../emulator-state.ts';
import { accessTokenClaims } from './access-token-claims.ts';
import type { Authorization } from './authorization.ts';
import { clientInfo } from './client-info.ts';
import { idTokenClaims } from './id-token-claims.ts';
import { asksFor, grantedScope } from './resolve-scopes.ts';
import { signToken } from './sign-token.ts';

/**
 * The body of a successful token response, without its refresh token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#successful-response-2
 */
export async function issueTokens(
  state: EmulatorState,
  granted: Authorization,
): Promise<Record<string, unknown>> {
  const { accessTokenLifetime: lifetime, refreshIn } = state.settings;
  const [accessToken, idToken] = await Promise.all([
    signToken(state, accessTokenClaims(state, granted), lifetime),
    asksFor(granted.scopes, 'openid')
      ? signToken(state, idTokenClaims(state, granted), 3600)
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
