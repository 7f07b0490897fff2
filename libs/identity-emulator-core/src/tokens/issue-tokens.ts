import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { App, Tenant, User } from '../directory/directory.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { clientInfo } from './client-info.ts';
import { asksFor, grantedScope, type ResolvedScopes } from './resolve-scopes.ts';

/** Somebody's consent that an app gets tokens: what every grant ends in. */
export interface Authorization {
  tenant: Tenant;
  user: User;
  app: App;
  scopes: ResolvedScopes;
  nonce?: string;
  /** MSAL asks for `client_info=1`: who signed in, outside the id_token. */
  clientInfo: boolean;
  /** How the person proved who they are (RFC 8176); a password when absent. */
  amr?: readonly AuthenticationMethod[];
  /** Authentication contexts that the sign-in satisfies, such as `c1`. */
  acrs?: readonly string[];
}

/** `pwd` a password, `mfa` a second factor, `fed` an AD FS, `rsa` a certificate. */
export type AuthenticationMethod = 'pwd' | 'mfa' | 'fed' | 'rsa';

/**
 * The body of a successful token response, without its refresh token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export async function issueTokens(
  state: EmulatorState,
  granted: Authorization,
): Promise<Record<string, unknown>> {
  const lifetime = state.settings.accessTokenLifetime;
  const [accessToken, idToken] = await Promise.all([
    sign(state, accessTokenClaims(granted), lifetime),
    asksFor(granted.scopes, 'openid') ? sign(state, idTokenClaims(granted), 3600) : undefined,
  ]);
  return {
    token_type: 'Bearer',
    scope: grantedScope(granted.scopes),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: accessToken,
    ...(idToken && { id_token: idToken }),
    ...(granted.clientInfo && { client_info: clientInfo(granted) }),
  };
}

/** Signs in Node's thread pool, so that other requests go on. */
function sign(state: EmulatorState, claims: JWTPayload, lifetime: number): Promise<string> {
  const now = Math.floor(state.clock.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: state.signingKey.kid })
    .setIssuer(`${state.origin}/${String(claims['tid'])}/v2.0`)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifetime)
    .sign(state.signingKey.privateKey);
}

function accessTokenClaims(granted: Authorization): JWTPayload {
  const { app, scopes } = granted;
  const oidc = ['openid', 'profile', 'email'].filter((scope) => asksFor(scopes, scope));
  return {
    aud: scopes.resource.id,
    azp: app.clientId,
    azpacr: '0', // a public client
    scp: [...scopes.permissions, ...oidc].join(' '),
    uti: randomUUID(),
    ...personClaims(granted, scopes.resource.id),
    preferred_username: granted.user.username,
    name: granted.user.displayName,
  };
}

function idTokenClaims(granted: Authorization): JWTPayload {
  const { user, scopes, nonce } = granted;
  return {
    aud: granted.app.clientId,
    ...personClaims(granted, granted.app.clientId),
    ...(asksFor(scopes, 'profile') && {
      preferred_username: user.username,
      name: user.displayName,
    }),
    ...(asksFor(scopes, 'email') && { email: user.username }),
    ...(nonce !== undefined && { nonce }),
  };
}

const personClaims = ({ tenant, user }: Authorization, audience: string): JWTPayload => ({
  tid: tenant.id,
  oid: user.id,
  sub: pairwiseSubject(tenant, user, audience),
  ver: '2.0',
});

/** OpenID Connect Core 8.1: the same person has another `sub` at each audience. */
function pairwiseSubject(tenant: Tenant, user: User, audience: string): string {
  const parts = [tenant.id, user.id, audience].join('\n');
  return createHash('sha256').update(parts).digest('base64url');
}
