import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { EmulatorState } from '../../emulator-state.ts';

export type CheckedToken =
  | { outcome: 'good'; claims: JWTPayload }
  | { outcome: 'expired' | 'early' | 'audience' | 'invalid' };

/**
 * What a token that this emulator should have issued is worth: right signature, issuer, audience
 * and lifetime.
 *
 * @param audience app id of the web API that reads it
 */
export async function verifyToken(
  state: EmulatorState,
  token: string,
  audience: string,
): Promise<CheckedToken> {
  const { directory, origin, clock, signingKey } = state;
  try {
    const { payload: claims } = await jwtVerify(token, signingKey.publicKey, {
      algorithms: ['RS256'],
      issuer: directory.tenants.map(({ id }) => `${origin}/${id}/v2.0`),
      audience,
      currentDate: new Date(clock.now()),
      requiredClaims: ['exp', 'oid', 'tid'],
    });
    const isOfIssuer = claims.iss === `${origin}/${String(claims['tid'])}/v2.0`;
    return isOfIssuer ? { outcome: 'good', claims } : { outcome: 'invalid' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { outcome: 'expired' };
    const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
    if (claim === 'nbf') return { outcome: 'early' };
    return { outcome: claim === 'aud' ? 'audience' : 'invalid' };
  }
}
