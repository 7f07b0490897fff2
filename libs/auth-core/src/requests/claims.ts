import { isJsonObject, parseJsonObject } from '@entra-flows/primitives/json-object';

type Claims = Record<string, Record<string, unknown>>;

/**
 * One claims request of two: what the API demands, and what the authority demands on top of it when it
 * is asked for that silently. With the authority's alone the API would not get what it wants.
 *
 * @param claims - JSON texts; anything but a claims request counts as none
 * @returns JSON text; undefined where nothing is demanded
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter
 */
export function mergeClaims(...claims: unknown[]): string | undefined {
  const requests = claims.filter(isClaimsRequest);
  if (requests.length < 2) return requests[0];
  const merged = new Map<string, Record<string, unknown>>();
  for (const request of requests) {
    for (const [section, members] of Object.entries(JSON.parse(request) as Claims)) {
      merged.set(section, { ...merged.get(section), ...members });
    }
  }
  return JSON.stringify(Object.fromEntries(merged));
}

/**
 * Whether a text is a claims request: a JSON object with at least one member, each of them an object.
 * MSAL writes into the members, and stumbles where one is something else.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter
 */
export function isClaimsRequest(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const members = Object.values(parseJsonObject(text) ?? {});
  return members.length > 0 && members.every(isJsonObject);
}
