import { isUtf8 } from 'node:buffer';
import { raceWithSignal } from '@entra-flows/primitives/race-with-signal';
import { ownTexts } from '../errors/own-texts.ts';
import { markApiFault } from '../errors/api-fault.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { partsOf } from '../msal/client-network.ts';
import { invalidResponse } from '../msal/server-error.ts';
import { callApi, checkOrigin, checkParts, OF_THE_CONNECTION } from './call-api.ts';
import { fitForLogs } from './without-token.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What `toFetch` needs beside the client. */
export interface ToFetchOptions {
  /** Origins that requests and their tokens may go to, for instance `['https://management.azure.com']`. */
  allowedOrigins: readonly string[];
}

/** A function in the shape of the standard's `fetch`. */
export type FetchFunction = (
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>;

/**
 * A `fetch` for SDKs that bring their own token. It uses the client's network: certificates, proxy, deadlines,
 * retries, trace, and the limit on the size of an answer (4 MiB).
 *
 * It differs from Node's own `fetch`, so that a token reaches only the API that it is for:
 * - It sends requests to the allowed origins only.
 * - It does not follow redirects. The caller gets the answer with its `location`; with `redirect: 'error'` the call
 *   fails.
 * - It removes the token from an answer with status 400 or above: such answers end in logs.
 *
 * The body of a request has to be text, in any of the forms that `fetch` takes. An answer may hold any bytes.
 *
 * @returns the function; it rejects with `AuthCoreError` `origin_not_allowed` before anything is sent, with a
 *   `TypeError` for a request that cannot be sent, with the reason of an aborted signal, and otherwise
 *   with the same errors as `fetchWithToken`
 * @throws {TypeError} for a client that `publicClientConfiguration` did not configure
 * @see https://fetch.spec.whatwg.org/#fetch-method
 * @example
 * const fetch = toFetch(client, { allowedOrigins: ['https://graph.microsoft.com'] });
 * const response = await fetch('https://graph.microsoft.com/v1.0/me', { headers: { authorization } });
 */
export function toFetch(client: PublicClient, { allowedOrigins }: ToFetchOptions): FetchFunction {
  partsOf(client);
  return async (input, init) => {
    const url = typeof input === 'object' && 'url' in input ? input.url : String(input);
    checkOrigin({ url, allowedOrigins });
    if (hasPassword(url))
      throw new TypeError('the address has a user name or a password in it, so it was not called');
    const request = new Request(input, init);
    const { redirect, signal } = request;
    const parts = await partsOfRequest(request);
    checkParts(parts);
    const authorization = request.headers.get('authorization');
    const call = { ...parts, url, allowedOrigins, signal };
    const answer = await callApi(client, call, authorization ?? undefined);
    if (redirect === 'error' && isRedirect(answer))
      throw new TypeError(
        `${new URL(url).origin} answered with a redirect, which was not followed`,
      );
    return responseOf(fitForLogs(answer, authorization));
  };
}

function hasPassword(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

/** @throws {TypeError} for bytes: the requests of this library are text */
async function partsOfRequest(request: Request) {
  // The standard drops these headers silently: they belong to the connection.
  const own = [...request.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name));
  const bytes = request.body && (await raceWithSignal(request.arrayBuffer(), request.signal));
  if (bytes && !isUtf8(bytes)) throw new TypeError('body has to be a text in UTF-8');
  return {
    method: request.method as HttpRequest['method'],
    headers: { accept: '*/*', ...Object.fromEntries(own) },
    ...(bytes ? { body: Buffer.from(bytes).toString() } : {}),
  };
}

const isRedirect = ({ status, headers }: HttpResponse): boolean =>
  [301, 302, 303, 307, 308].includes(status) && 'location' in headers;

/** Statuses for which `Response` refuses a body. */
const BODILESS = [204, 205, 304];

function responseOf({ status, headers, text, bytes }: HttpResponse): Response {
  if (status < 200 || status > 599)
    throw markApiFault(invalidResponse(ownTexts().answers.noSuchStatus, status));
  const own = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    // `Headers` refuses the mark that replaces a token.
    value.replaceAll('…', '...'),
  ]);
  const body = BODILESS.includes(status) ? null : (bytes ?? Buffer.from(text));
  return new Response(body, { status, headers: own });
}
