import { aText, checkMembers, listOf } from '@entra-flows/primitives/check-members';
import { ownTexts } from '../errors/own-texts.ts';
import { publishStep } from '../diagnostics-channels.ts';
import { markApiFault } from '../errors/api-fault.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { shownAddress } from '../http/record-exchanges.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { partsOf } from '../msal/client-network.ts';
import { claimsChallenge } from './claims-challenge.ts';
import type { PublicClient } from '../msal/client-network.ts';

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

/**
 * Sends one request to a web API over the client's network.
 *
 * @param authorization - replaces the header of the request
 */
export function callApi(
  client: PublicClient,
  { url, method = 'GET', headers = {}, body, signal }: ApiRequest,
  authorization: string | undefined,
): Promise<HttpResponse> {
  const request = {
    url,
    method: upperCase(method),
    headers: apiHeaders(headers, authorization),
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  };
  const began = performance.now();
  return partsOf(client)
    .api(request)
    .then(
      (answer) => {
        publishStep('api-call', () => stepOf(request, began, answer));
        return answer;
      },
      (error: unknown) => {
        publishStep('api-call', () => stepOf(request, began));
        throw signal?.aborted ? error : markApiFault(error);
      },
    );
}

/** @param began - by `performance.now()` */
const stepOf = ({ method, url }: HttpRequest, began: number, answer?: HttpResponse) => ({
  method,
  url: shownAddress(url),
  duration: Math.round(performance.now() - began),
  isChallenged: answer !== undefined && claimsChallenge(answer) !== undefined,
  ...(answer ? { status: answer.status } : {}),
});

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** RFC 9110, 9.1: methods are case-sensitive, and a server need not know `patch`. */
const upperCase = (method: string) => method.toUpperCase() as HttpRequest['method'];

/** @throws {TypeError} for a method, header or body that cannot be sent */
export function checkParts({
  method = 'GET',
  headers = {},
  body,
}: Pick<ApiRequest, 'method' | 'headers' | 'body'>): void {
  if (!METHODS.includes(upperCase(String(method)))) {
    throw new TypeError(`method has to be one of ${METHODS.join(', ')}`);
  }
  if (body !== undefined && typeof body !== 'string') throw new TypeError('body has to be a text');
  apiHeaders(headers, undefined);
}

/** @throws {AuthCoreError} `origin_not_allowed` */
export function checkOrigin({
  url,
  allowedOrigins,
}: Pick<ApiRequest, 'url' | 'allowedOrigins'>): void {
  checkMembers({ allowedOrigins: allowedOrigins ?? '' }, { allowedOrigins: listOf(aText) });
  const origin = URL.canParse(url) ? new URL(url).origin : undefined;
  const allowed = allowedOrigins.some(
    (entry) => URL.canParse(entry) && new URL(entry).origin === origin,
  );
  if (!allowed || !origin?.startsWith('https:')) {
    throw new AuthCoreError(
      'origin_not_allowed',
      ownTexts().originNotAllowed(origin, allowedOrigins.join(', ')),
    );
  }
}

/** What the connection itself says: of another value, the request would be another than it seems. */
export const OF_THE_CONNECTION = ['host', 'content-length', 'transfer-encoding', 'connection'];

/**
 * The headers of a call to a web API, under lower-case names, so that none comes twice.
 *
 * @param given - an object, a `Headers`, or any list of pairs
 * @param authorization - replaces the caller's; without it there is none
 * @throws {TypeError} for `host` and what else belongs to the connection
 */
function apiHeaders(
  given: Record<string, string> | Iterable<[string, string]>,
  authorization: string | undefined,
): Record<string, string> {
  // No `instanceof Headers`: naming it would load Node's own fetch, which is not used here.
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const own = pairs.map(([name, value]) => [name.toLowerCase(), value] as const);
  const refused = own.find(([name]) => OF_THE_CONNECTION.includes(name));
  if (refused) throw new TypeError(`the header ${refused[0]} is not the caller's to set`);
  const { authorization: _, ...others } = Object.fromEntries(own);
  return {
    accept: 'application/json',
    ...others,
    ...(authorization === undefined ? {} : { authorization }),
  };
}
