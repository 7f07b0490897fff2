import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { partsOf } from '../msal/client-parts.ts';
import { markApiFault } from '../errors/api-fault.ts';
import { AuthCoreError } from '../errors/auth-core-error.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { apiHeaders } from './api-headers.ts';
import { claimsChallenge } from './claims-challenge.ts';
import { withoutToken } from './without-token.ts';

export interface ApiRequest {
  /** Absolute https URL. */
  url: string;
  method?: HttpRequest['method'];
  /** An object or a `Headers`; `authorization` is the token's, `host` the address's. */
  headers?: Record<string, string> | Iterable<[string, string]>;
  /** Text. Bytes are refused: nothing here says how they would be written down. */
  body?: string;
  /** Origins that the token may be sent to, for instance `['https://graph.microsoft.com']`. */
  allowedOrigins: readonly string[];
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
