import { isClaimsRequest } from '../requests/claims.ts';

/** What is used of an answer: one of `fetchWithToken`, or a `Response` of `fetch`. */
export interface ChallengingResponse {
  /** The HTTP status. */
  status: number;
  /** A `Headers`, or an object with lower-case names. */
  headers: Readonly<Record<string, string>> | Headers;
}

/**
 * The claims that an API demands with status 401 and `WWW-Authenticate: Bearer …, error="insufficient_claims",
 * claims="<base64 of JSON>"`; Azure Resource Manager says the same with `error="invalid_token"`.
 * `fetchWithToken` answers such a challenge by itself; this is for SDKs that do not.
 *
 * @returns JSON text, as MSAL's `claims` and a credential's `getToken` want it; undefined where the API
 *   demands none that can be read
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge({ status, headers }: ChallengingResponse): string | undefined {
  if (status !== 401) return undefined;
  const header = isHeaders(headers) ? headers.get('www-authenticate') : headers['www-authenticate'];
  const challenges = bearerChallenges(header ?? '');
  const demanding = ['insufficient_claims', 'invalid_token']
    .map((word) => challenges.find((one) => one.get('error') === word && one.has('claims')))
    .find(Boolean);
  const encoded = demanding?.get('claims') ?? '';
  if (!/^[A-Za-z0-9+/=_-]{1,8192}$/.test(encoded)) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return isClaimsRequest(text) ? text : undefined;
}

/** Told by its method: `instanceof Headers` would load Node's own fetch, which is not used here. */
const isHeaders = (headers: ChallengingResponse['headers']): headers is Headers =>
  typeof headers.get === 'function';

/** A parameter (RFC 9110, 11.2), quoted or not, or else a word alone: the name of a scheme. */
const PART =
  /([!#$%&'*+.^_`|~\w-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w/=-]+)))?/g;

/**
 * The parameters of each challenge of the scheme Bearer, under lower-case names. A header may hold
 * several challenges, of other schemes too; of a parameter that comes twice the first counts.
 */
function bearerChallenges(header: string): Map<string, string>[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const [, name = '', quoted, plain] of header.matchAll(PART)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    const lower = name.toLowerCase();
    if (value === undefined) challenges.push({ scheme: lower, parameters: new Map() });
    else {
      const parameters = challenges.at(-1)?.parameters;
      if (!parameters?.has(lower)) parameters?.set(lower, value);
    }
  }
  return challenges.filter(({ scheme }) => scheme === 'bearer').map((one) => one.parameters);
}
