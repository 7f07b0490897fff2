import { createHash } from 'node:crypto';
import { sameSecret } from '../server/secret.ts';

/** RFC 7636 4.3 */
export interface CodeChallenge {
  value: string;
  method: 'S256' | 'plain';
}

/** Whether a challenge has a size that RFC 7636 4.2 allows. */
export const isWellFormed = (value: string): boolean => /^[\w.~-]{43,128}$/.test(value);

/** RFC 7636 4.6. A verifier without a challenge is wrong too: somebody took the challenge away. */
export function isVerified(challenge: CodeChallenge | undefined, verifier?: string): boolean {
  if (!challenge || verifier === undefined) return !challenge && verifier === undefined;
  const derived =
    challenge.method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  return sameSecret(derived, challenge.value);
}
