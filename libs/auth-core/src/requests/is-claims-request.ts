/**
 * Whether a text is a claims request: a JSON object with at least one member, each of them an object.
 * MSAL writes into the members, and stumbles where one is something else.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter
 */
export function isClaimsRequest(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    const request: unknown = JSON.parse(text);
    if (!isObject(request)) return false;
    const members = Object.values(request);
    return members.length > 0 && members.every(isObject);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
