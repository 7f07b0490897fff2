import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether a text has the form of one. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** What is kept in place of a secret. The secrets are random, so no salt is needed. */
export const fingerprint = (secret: string): string => hash('sha256', secret, 'base64url');

/** Compares in a time that does not depend on where two texts differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
