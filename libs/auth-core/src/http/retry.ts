import { setTimeout as delay } from 'node:timers/promises';
import { publishStep } from '../diagnostics-channels.ts';
import { isDeadline } from './deadline.ts';
import { backoffDelay } from '@entra-flows/primitives/backoff-delay';
import { type HttpRequest, type HttpResponse, jsonObject, type Send } from './http.ts';
import { retryAfter } from './retry-after.ts';

export interface RetryOptions {
  /** Tries in all, the first one included. Default 3. */
  attempts?: number;
  /** Pause before the second try, in ms; doubled each time, with jitter. Default 500. */
  firstPause?: number;
  /** A longer pause than this, in ms, is the caller's to make: the answer is handed over. Default 10 s. */
  longestPause?: number;
  /** ms after which no other try begins. Default 20 s: a user waits, and looks for a reason. */
  budget?: number;
  /** Requests that may take effect twice. Default: a GET. */
  isHarmless?: (request: HttpRequest) => boolean;
  /** Requests that are sent once, since their caller has a pace of its own. Default: none. */
  isSentOnce?: (request: HttpRequest) => boolean;
  random?: () => number;
  now?: () => number;
}

const isGet = ({ method }: HttpRequest): boolean => method === 'GET';

/**
 * Repeats what is safe to repeat after a passing fault, honouring Retry-After.
 *
 * A fault on the way back may hide a request that took effect. So a POST is repeated only when it
 * never left this machine or when the server said that it did nothing (429, 503); what is harmless
 * always, also when half an answer came.
 */
export function withRetry(send: Send, options: RetryOptions = {}): Send {
  const { attempts = 3, firstPause = 500, longestPause = 10_000, budget = 20_000 } = options;
  const { random = Math.random, now = Date.now, isHarmless = isGet } = options;
  const { isSentOnce = () => false } = options;
  const pauseAfter = (failures: number, asked?: number) =>
    backoffDelay({ failures, first: firstPause, longest: longestPause, retryAfter: asked, random });

  return async (request) => {
    if (isSentOnce(request)) return send(request);
    const harmless = isHarmless(request);
    const begun = performance.now();
    const isOver = (pause: number) => performance.now() + pause - begun > budget;
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === attempts;
      let pause = pauseAfter(attempt);
      try {
        const response = await send(request);
        if (last || !mayRepeatAfter(response, harmless)) return response;
        const asked = retryAfter(response, now()) ?? 0;
        pause = pauseAfter(attempt, asked);
        // What the server asks for decides; the chance on top of it does not make it too long.
        if (asked > longestPause || isOver(pause)) return response;
      } catch (error) {
        if (last || request.signal?.aborted || !mayRepeat(error, harmless)) throw error;
        if (isOver(pause)) throw error;
      }
      const seconds = Math.round(pause / 100) / 10;
      publishStep('wait', () => ({ reason: 'retry' as const, seconds }));
      await delay(pause, undefined, { signal: request.signal });
    }
  };
}

function mayRepeatAfter(response: HttpResponse, harmless: boolean): boolean {
  if (harmless && isHalfAnswer(response)) return true;
  if (!isTransientAnswer(response)) return false;
  return harmless || response.status === 429 || response.status === 503;
}

function mayRepeat(error: unknown, harmless: boolean): boolean {
  // A server that gave no answer in all that time will not answer the next try either, and a user waits.
  if (isDeadline(error)) return false;
  return isTransientError(error) && (harmless || wasNeverSent(error));
}

/** Node's codes for faults that may pass by themselves. Certificate faults are not among them. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'HPE_INVALID_CONSTANT',
  'ERR_DEADLINE',
  'ERR_PROXY_UNREACHABLE',
  'ERR_PROXY_GATEWAY',
]);

/** Whether the request never reached the server, so that repeating it cannot repeat its effect. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_PROXY_UNREACHABLE',
  'ERR_PROXY_GATEWAY',
]);

export function isTransientError(error: unknown): boolean {
  return codesOf(error).some((code) => PASSING.has(code));
}

export function wasNeverSent(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => NEVER_SENT.has(code));
}

/** Throttled, or a server or gateway in trouble: the same request may succeed later. */
export function isTransientAnswer(response: HttpResponse): boolean {
  if (response.status === 429 || response.status >= 500) return true;
  const body = jsonObject(response);
  return body?.['error'] === 'temporarily_unavailable';
}

/** Announced as JSON, begun as JSON and none: cut off on its way. A proxy's page says what it is. */
export function isHalfAnswer({ headers, text }: HttpResponse): boolean {
  const announced = /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '');
  return announced && /^\s*[{[]/.test(text) && !isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The codes of an error; happy eyeballs reports one for each address, in an AggregateError. By
 * their properties, since `instanceof` fails for errors of another realm.
 */
function codesOf(error: unknown): string[] {
  const { code, errors } = Object(error) as { code?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.flatMap(codesOf);
  return typeof code === 'string' ? [code] : [];
}
