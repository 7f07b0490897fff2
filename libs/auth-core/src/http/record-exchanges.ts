import { scopesNotGranted } from '../msal/asked-scopes.ts';
import {
  shownGuid,
  shownPath,
  shownRequestFields,
  shownResponseFields,
  shownWord,
} from './exchange-fields.ts';
import { type HttpRequest, type HttpResponse, jsonObject, type Send } from './http.ts';

/** One HTTP exchange without its secrets: safe to show, to log and to send to support. */
export interface Exchange {
  /** ms since 1970 when the request went out. */
  at: number;
  /** The HTTP method. */
  method: string;
  /** Without its query; query parameters are in `request`. Parts that look like a secret are "…". */
  url: string;
  /**
   * Parameters of the query and the form. A value is shown where its name is known and it has the shape
   * that the name promises; others are "[n chars]".
   */
  request: Record<string, string>;
  /** Missing where no answer came. */
  status?: number;
  /** Fields of a JSON answer, with the same care. */
  response?: Record<string, string>;
  /** What follows from the answer and is not seen in it. Said once for each set of scopes. */
  note?: string;
  /** Node's code or the error's name, where no answer came. */
  failure?: string;
  /** ms until the answer or the failure. */
  duration: number;
  /** `client-request-id` of the request, else of the answer: MSAL sends none with some requests. */
  correlationId?: string;
}

/** Gets each exchange once it has ended. */
export type ExchangeSink = (exchange: Exchange) => void;

/**
 * A decorator that hands every exchange to `sink`, after it ended. A sink that throws changes
 * nothing.
 */
export function recordExchanges(sink: ExchangeSink, now = Date.now): (send: Send) => Send {
  const reported = new Set<string>();
  return (send) => async (request) => {
    const at = now();
    const shown = { at, method: request.method, url: shownAddress(request.url) };
    const done = (rest: Partial<Exchange>) =>
      record(sink, {
        ...shown,
        request: shownRequest(request),
        duration: now() - at,
        ...rest,
      });
    try {
      const response = await send(request);
      const note = noteOn(request, response, reported);
      done({
        status: response.status,
        ...correlationOf(request, response),
        response: shownResponse(response),
        ...(note === undefined ? {} : { note }),
      });
      return response;
    } catch (error) {
      done({ ...correlationOf(request), failure: nameOf(error) });
      throw error;
    }
  };
}

/** @param reported - the sets of scopes that were reported already */
function noteOn(
  request: HttpRequest,
  response: HttpResponse,
  reported: Set<string>,
): string | undefined {
  const { scope } = jsonObject(response) ?? {};
  if (typeof scope !== 'string' || scope === '') return undefined;
  const missing = scopesNotGranted(request, scope).join(' ');
  if (missing === '' || reported.has(missing)) return undefined;
  reported.add(missing);
  return `the authority did not grant ${missing}, so a token for all that was asked for is not found in the cache: each call asks the authority`;
}

function record(sink: ExchangeSink, exchange: Exchange): void {
  try {
    sink(exchange);
  } catch {
    // A broken log must not cost the user a token.
  }
}

/** Origin and path; parts of the path that look like a secret are "…". */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + shownPath(pathname);
}

/** MSAL sends it as a parameter; libraries of others, and APIs, have a header for it. */
function correlationOf(
  { url, headers, body }: HttpRequest,
  answer?: HttpResponse,
): { correlationId?: string } {
  const name = 'client-request-id';
  const sent = new URL(url).searchParams.get(name) ?? new URLSearchParams(body).get(name);
  const id = headers[name] ?? sent ?? answer?.headers[name];
  const correlationId = shownGuid(id);
  return correlationId === undefined ? {} : { correlationId };
}

function shownRequest({ url, headers, body }: HttpRequest): Record<string, string> {
  const isForm = (headers['content-type'] ?? headers['Content-Type'])?.includes('form');
  const form = isForm && body ? [...new URLSearchParams(body)] : [];
  return shownRequestFields([...new URL(url).searchParams, ...form]);
}

function shownResponse(response: HttpResponse): Record<string, string> {
  const body = jsonObject(response);
  if (!body) return { body: `[${response.text.length} chars, no JSON object]` };
  return shownResponseFields(Object.entries(body));
}

function nameOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return shownWord(code) ?? shownWord(name) ?? 'unknown';
}
