import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { parameter, requiredParameter } from '../../server/protocol-request.ts';
import { appTokenClaims } from '../tokens/access-token-claims.ts';
import { apiScopes, isDefault, resolveScopes } from '../tokens/resolve-scopes.ts';
import { signToken } from '../tokens/sign-token.ts';
import type { GrantRequest } from './grant.ts';

export const grantTypes = ['client_credentials'] as const;

export const required = ['scope'] as const;

export const isForApps = true;

const oneDefault = "It must be exactly one scope that ends in '/.default'.";

/**
 * An app as itself (RFC 6749 4.4): an access token with the roles that the app was given, and
 * nothing to refresh it with.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function redeem(
  state: ProtocolState,
  { request, audience, app, proof }: GrantRequest,
) {
  if (!audience.tenant) throw entraError(50059);
  const scopes = resolveScopes(state.directory, requiredParameter(request, 'scope'), {
    app,
    resource: parameter(request, 'resource'),
  });
  // Scopes of OpenID Connect may stand beside it (MSAL Go sends them): they bring an app nothing.
  const [scope = '', ...more] = apiScopes(scopes);
  if (more.length > 0 || !isDefault(scope)) throw entraError(70011, oneDefault);
  const claims = appTokenClaims(audience.tenant, app, scopes.resource, proof);
  const lifetime = state.settings.accessTokenLifetime;
  return {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: await signToken(state, request.addresses, claims, lifetime),
  };
}
