import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { ProtocolState } from '../protocol-state.ts';
import type { Addresses } from '../../server/addresses.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import { seconds } from '../../server/clock.ts';

const signature = promisify(sign);

/**
 * Signs in Node's thread pool, so that other requests continue.
 *
 * By hand, since it is most of what a refresh costs: what jose adds for each signature (its checks of
 * claims and keys, Web Crypto's way to the pool) is half as much as the signature itself.
 *
 * @param claims with `tid`, which names the issuer
 * @param lifetime seconds
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
 */
export async function signToken(
  { clock, signingKey }: ProtocolState,
  { origin }: Addresses,
  claims: JWTPayload,
  lifetime: number,
): Promise<string> {
  const now = seconds(clock);
  const iss = `${origin}/${String(claims['tid'])}/v2.0`;
  const header = { typ: 'JWT', alg: 'RS256', kid: signingKey.kid };
  const payload = { ...claims, iss, iat: now, nbf: now, exp: now + lifetime };
  const input = `${base64url(header)}.${base64url(payload)}`;
  const bytes = await signature('sha256', Buffer.from(input), signingKey.privateKey);
  return `${input}.${bytes.toString('base64url')}`;
}

const base64url = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export type CheckedToken =
  | { outcome: 'good'; claims: JWTPayload }
  | { outcome: 'expired' | 'early' | 'audience' | 'invalid' };

/**
 * Checks a token that this emulator should have issued: its signature, issuer, audience and lifetime.
 *
 * @param audience app id of the web API that reads it
 */
export async function verifyToken(
  state: ProtocolState,
  request: ProtocolRequest,
  token: string,
  audience: string,
): Promise<CheckedToken> {
  const { directory, clock, signingKey } = state;
  const { origin } = request.addresses;
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
