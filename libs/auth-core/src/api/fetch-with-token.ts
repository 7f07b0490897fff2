import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { partsOf } from '../msal/client-network.ts';
import { markApiFault } from '../errors/api-fault.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { claimsChallenge } from './claims-challenge.ts';

/** A call of a web API. */
export interface ApiRequest {
  /** Absolute https URL. */
  url: string;
  /** Default GET. */
  method?: HttpRequest['method'];
  /** An object or a `Headers`; `authorization` is the token's, `host` the address's. */
  headers?: Record<string, string> | Iterable<[string, string]>;
  /** Text. Bytes are refused: nothing here says how they would be written down. */
  body?: string;
  /** Origins that the token may be sent to, for instance `['https://graph.microsoft.com']`. */
  allowedOrigins: readonly string[];
  /** Ends the call at once, with its reason. */
  signal?: AbortSignal | undefined;
}

/** Gets a token; with `claims`, one that satisfies them, past the cached one. */
export type GetToken = (claims?: string) => Promise<AuthenticationResult>;

/**
 * Calls a web API with a token, and answers a claims challenge once: the API may demand a fresh
 * or a stronger sign-in although the token is still good (continuous access evaluation).
 *
 * The answer of an API that refuses holds the token no more, should it repeat it: such answers end
 * in logs.
 *
 * @param client - its network settings serve the API too
 * @throws {AuthCoreError} `origin_not_allowed` before anything is sent; `no_result` when `getToken`
 *   gives no token
 * @throws {TypeError} for a method, header or body that cannot be sent, before a token is got
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 * @example
 * const { status, text } = await fetchWithToken(
 *   client,
 *   { url: 'https://graph.microsoft.com/v1.0/me', allowedOrigins: ['https://graph.microsoft.com'] },
 *   (claims) => acquireToken(client, { scopes: ['User.Read'], claims }, askUser),
 * );
 */
export async function fetchWithToken(
  client: PublicClientApplication,
  request: ApiRequest,
  getToken: GetToken,
): Promise<HttpResponse> {
  checkOrigin(request);
  checkParts(request);
  const token = await getToken();
  const first = await call(client, request, token);
  const claims = first.status === 401 ? claimsChallenge(first) : undefined;
  if (claims === undefined) return fitForLogs(first, token);
  const stronger = await getToken(claims);
  return fitForLogs(await call(client, request, stronger), stronger);
}

function call(
  client: PublicClientApplication,
  { url, method = 'GET', headers = {}, body, signal }: ApiRequest,
  result: AuthenticationResult,
): Promise<HttpResponse> {
  const request = {
    url,
    method: upperCase(method),
    headers: apiHeaders(headers, authorizationOf(result)),
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  };
  return partsOf(client)
    .api(request)
    .catch((error: unknown) => {
      throw signal?.aborted ? error : markApiFault(error);
    });
}

const fitForLogs = (response: HttpResponse, { accessToken }: AuthenticationResult) =>
  response.status < 400 ? response : withoutToken(response, accessToken);

/** A program in plain JavaScript may give nothing, or something without a token in it. */
function authorizationOf(result: Partial<AuthenticationResult> | null | undefined): string {
  const { accessToken, tokenType } = result ?? {};
  if (accessToken) return `${tokenType || 'Bearer'} ${accessToken}`;
  throw new AuthCoreError(
    'no_result',
    'getToken ended without a token, so the API was not called with one',
  );
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** RFC 9110, 9.1: methods are case-sensitive, and a server need not know `patch`. */
const upperCase = (method: string) => method.toUpperCase() as HttpRequest['method'];

function checkParts({ method = 'GET', headers = {}, body }: ApiRequest): void {
  if (!METHODS.includes(upperCase(String(method)))) {
    throw new TypeError(`method has to be one of ${METHODS.join(', ')}`);
  }
  if (body !== undefined && typeof body !== 'string') throw new TypeError('body has to be a text');
  apiHeaders(headers, '');
}

function checkOrigin({ url, allowedOrigins }: ApiRequest): void {
  const origin = URL.canParse(url) ? new URL(url).origin : 'an address that is not a URL';
  const allowed = allowedOrigins.some(
    (entry) => URL.canParse(entry) && new URL(entry).origin === origin,
  );
  if (!allowed || !origin.startsWith('https:')) {
    throw new AuthCoreError(
      'origin_not_allowed',
      `the token was not sent to ${origin}: only ${allowedOrigins.join(', ') || 'no origin'} may have it`,
    );
  }
}

/** The response with `…` in the token's place. An opaque one may be short, and no pattern finds it. */
function withoutToken(response: HttpResponse, token: string): HttpResponse {
  const forms = [token, ...inBase64(token), Buffer.from(token).toString('hex')].map(spelledAnyhow);
  const found = new RegExp(forms.join('|'), 'gi');
  const cut = (text: string) => text.replace(found, '…');
  const headers = Object.entries(response.headers).map(([name, value]) => [name, cut(value)]);
  return {
    ...response,
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: cut(response.text),
  };
}

/** Signs may be escaped as in JSON, a form (also twice) or HTML. */
function spelledAnyhow(text: string): string {
  return text.replace(/[^a-z0-9]/gi, (sign) => {
    const decimal = sign.charCodeAt(0);
    const hex = decimal.toString(16);
    const code = `\\u${hex.padStart(4, '0')}`;
    return `(?:\\\\*(?:${code}|${code.slice(1)})|%(?:25)*${hex}|&#(?:${decimal}|x0*${hex});)`;
  });
}

/** Shorter than that, it is found in many a text. */
const SHORTEST = 8;

/** The part that does not depend on what stands around it, for each of the three places where it may begin. */
function inBase64(token: string): string[] {
  return [0, 1, 2]
    .map((before) => {
      const bytes = Buffer.from(' '.repeat(before) + token);
      const whole = bytes.length - (bytes.length % 3);
      return bytes.toString('base64', before === 0 ? 0 : 3, whole);
    })
    .filter((form) => form.length >= SHORTEST)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** What the connection itself says: of another value, the request would be another than it seems. */
const OF_THE_CONNECTION = ['host', 'content-length', 'transfer-encoding', 'connection'];

/**
 * The headers of a call to a web API, under lower-case names, so that none comes twice.
 *
 * @param given - an object, a `Headers`, or any list of pairs
 * @param authorization - replaces the caller's
 * @throws {TypeError} for `host` and what else belongs to the connection
 */
function apiHeaders(
  given: Record<string, string> | Iterable<[string, string]>,
  authorization: string,
): Record<string, string> {
  // No `instanceof Headers`: naming it would load Node's own fetch, which is not used here.
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const own = pairs.map(([name, value]) => [name.toLowerCase(), value] as const);
  const refused = own.find(([name]) => OF_THE_CONNECTION.includes(name));
  if (refused) throw new TypeError(`the header ${refused[0]} is not the caller's to set`);
  return { accept: 'application/json', ...Object.fromEntries(own), authorization };
}
