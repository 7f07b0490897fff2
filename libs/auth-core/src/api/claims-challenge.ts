import type { HttpResponse } from '../network/http.ts';

/**
 * The claims that an API demands in `WWW-Authenticate: Bearer …, error="insufficient_claims",
 * claims="<base64 of JSON>"`; undefined where it demands none that can be read.
 *
 * @returns JSON text, as MSAL's `claims` wants it
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(response: HttpResponse): string | undefined {
  const header = response.headers['www-authenticate'] ?? '';
  if (!/\berror="insufficient_claims"/.test(header)) return undefined;
  const encoded = /\bclaims="([A-Za-z0-9+/=_-]{1,8192})"/.exec(header)?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
      ? text
      : undefined;
  } catch {
    return undefined;
  }
}
