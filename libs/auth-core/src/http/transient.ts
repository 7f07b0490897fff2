import type { HttpResponse } from './http.ts';
import { jsonObject } from './http.ts';

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

export function isPassingFault(error: unknown): boolean {
  return codesOf(error).some((code) => PASSING.has(code));
}

export function wasNeverSent(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => NEVER_SENT.has(code));
}

/** Throttled, or a server or gateway in trouble: the same request may succeed later. */
export function isPassingAnswer(response: HttpResponse): boolean {
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
 * The codes of an error; happy eyeballs reports one for each address, in an AggregateError. Told by
 * their properties: `instanceof` fails for errors of another realm.
 */
function codesOf(error: unknown): string[] {
  const { code, errors } = Object(error) as { code?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.flatMap(codesOf);
  return typeof code === 'string' ? [code] : [];
}
