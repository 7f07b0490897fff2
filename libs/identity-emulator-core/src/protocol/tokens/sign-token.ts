import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWTPayload } from 'jose';
import { seconds } from '../../server/clock.ts';
import type { EmulatorState } from '../../emulator-state.ts';

const signature = promisify(sign);

/**
 * Signs in Node's thread pool, so that other requests go on.
 *
 * By hand, since it is most of what a refresh costs: what jose adds for each signature (its checks of
 * claims and keys, Web Crypto's way to the pool) is half as much as the signature itself.
 *
 * @param claims with `tid`, which names the issuer
 * @param lifetime seconds
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
 */
export async function signToken(
  { clock, origin, signingKey }: EmulatorState,
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
