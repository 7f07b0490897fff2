/**
 * The claims that an API demands in `WWW-Authenticate: Bearer …, error="insufficient_claims",
 * claims="<base64 of JSON>"`; undefined where it demands none that can be read.
 *
 * @returns JSON text, as MSAL's `claims` wants it
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(header: string | null): string | undefined {
  if (!header || !/^bearer\s/i.test(header)) return undefined;
  const parameter = (name: string) => new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(header)?.[1];
  // Azure Resource Manager says it with the older word.
  if (!['insufficient_claims', 'invalid_token'].includes(parameter('error') ?? ''))
    return undefined;
  const encoded = parameter('claims')?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims && !Array.isArray(claims) ? text : undefined;
  } catch {
    return undefined;
  }
}
