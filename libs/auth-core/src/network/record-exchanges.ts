import type { HttpRequest, HttpResponse, Send } from './http.ts';
import { jsonObject } from './http.ts';

/** One HTTP exchange without its secrets: safe to show, to log and to send to support. */
export interface Exchange {
  /** ms since 1970 when the request went out. */
  at: number;
  method: string;
  /** Without its query; query parameters are in `request`. */
  url: string;
  /** Parameters of the query and the form. Values that are not known to be harmless are "[n chars]". */
  request: Record<string, string>;
  /** Missing where no answer came. */
  status?: number;
  /** Fields of a JSON answer, with the same care. */
  response?: Record<string, string>;
  /** Node's code or the error's name, where no answer came. */
  failure?: string;
  /** ms until the answer or the failure. */
  duration: number;
}

export type ExchangeSink = (exchange: Exchange) => void;

/**
 * What may be shown. Everything else is not: a list of secrets would miss the parameter that
 * somebody adds next year.
 */
const HARMLESS_REQUEST = new Set([
  'api-version',
  'client_id',
  'client_info',
  'code_challenge_method',
  'grant_type',
  'prompt',
  'redirect_uri',
  'requested_token_use',
  'response_mode',
  'response_type',
  'scope',
  'client-request-id',
  'x-client-sku',
  'x-client-ver',
]);
const HARMLESS_RESPONSE = new Set([
  'authorization_endpoint',
  'correlation_id',
  'device_authorization_endpoint',
  'error',
  'error_codes',
  'error_uri',
  'expires_in',
  'ext_expires_in',
  'interval',
  'issuer',
  'jwks_uri',
  'refresh_in',
  'scope',
  'suberror',
  'timestamp',
  'token_endpoint',
  'token_type',
  'trace_id',
  'verification_uri',
]);
/** Enough to read; a hostile server's megabyte stays out of the log. */
const LONGEST_VALUE = 400;

/**
 * A decorator that hands every exchange to `sink`, after it ended. A sink that throws changes
 * nothing.
 */
export function recordExchanges(sink: ExchangeSink, now = Date.now): (send: Send) => Send {
  return (send) => async (request) => {
    const at = now();
    const shown = { at, method: request.method, url: withoutQuery(request.url) };
    const done = (rest: Partial<Exchange>) =>
      record(sink, { ...shown, request: shownRequest(request), duration: now() - at, ...rest });
    try {
      const response = await send(request);
      done({ status: response.status, response: shownResponse(response) });
      return response;
    } catch (error) {
      done({ failure: nameOf(error) });
      throw error;
    }
  };
}

function record(sink: ExchangeSink, exchange: Exchange): void {
  try {
    sink(exchange);
  } catch {
    // A broken log must not cost the person a token.
  }
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function shownRequest({ url, headers, body }: HttpRequest): Record<string, string> {
  const isForm = (headers['content-type'] ?? headers['Content-Type'])?.includes('form');
  const form = isForm && body ? [...new URLSearchParams(body)] : [];
  return shown([...new URL(url).searchParams, ...form], HARMLESS_REQUEST);
}

function shownResponse(response: HttpResponse): Record<string, string> {
  const body = jsonObject(response);
  if (!body) return { body: `[${response.text.length} chars, no JSON object]` };
  return shown(Object.entries(body), HARMLESS_RESPONSE);
}

function shown(entries: [string, unknown][], harmless: Set<string>): Record<string, string> {
  return Object.fromEntries(
    entries.slice(0, 60).map(([name, value]) => {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      const show = harmless.has(name) && text.length <= LONGEST_VALUE;
      return [name.slice(0, 60), show ? text : `[${text.length} chars]`];
    }),
  );
}

function nameOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return [code, name].find((word) => typeof word === 'string') ?? 'unknown';
}
