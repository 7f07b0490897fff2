import { SignJWT, type JWTPayload } from 'jose';
import { seconds } from '../clock.ts';
import type { EmulatorState } from '../emulator-state.ts';

/**
 * Signs in Node's thread pool, so that other requests go on.
 *
 * @param claims with `tid`, which names the issuer
 * @param lifetime seconds
 */
export function signToken(
  state: EmulatorState,
  claims: JWTPayload,
  lifetime: number,
): Promise<string> {
  const now = seconds(state.clock);
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: state.signingKey.kid })
    .setIssuer(`${state.origin}/${String(claims['tid'])}/v2.0`)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifetime)
    .sign(state.signingKey.privateKey);
}
