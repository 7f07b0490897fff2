import {
  classifyAuthError,
  type Diagnosis,
  type HttpResponse,
  messageLanguage,
  printableText,
} from '@entra-flows/auth-core';
import { isJsonObject } from '@entra-flows/primitives/json-object';
import { outputTexts } from './all-texts.ts';
import type { ApiToCall } from './api-to-call.ts';

/** The web API refused the call or gave no usable answer. The token itself is fine. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /** How the failure was classified; `retryAfter` is in seconds, where the API asked for a pause. */
  readonly diagnosis: Diagnosis;

  /**
   * @param message - what happened and what to do next
   * @param diagnosis - the response or the error, classified; its `cause` becomes that of this error
   */
  constructor(message: string, diagnosis: Diagnosis) {
    super(message, { cause: diagnosis.cause });
    this.diagnosis = diagnosis;
  }
}

/**
 * The content of a web API's answer.
 *
 * @param response - what `fetchWithToken` gave
 * @param api - the API that was called; default: Microsoft Graph
 * @returns a JSON object of Microsoft Graph; of another API a JSON value, or the text if it is not JSON
 * @throws {ApiError} for any status but 2xx, with the API's own code and message, without what looks
 *   like a secret; the response is its `cause`
 */
export function apiAnswer(response: HttpResponse): Record<string, unknown>;
export function apiAnswer(response: HttpResponse, api: Pick<ApiToCall, 'isMe'>): unknown;
export function apiAnswer(response: HttpResponse, { isMe } = { isMe: true }): unknown {
  const value = parsed(response.text);
  const body = isJsonObject(value) ? value : undefined;
  if (response.status >= 200 && response.status < 300) {
    if (body) return body;
    if (!isMe) return value === undefined ? response.text : value;
  }
  const { code, message } = (body?.['error'] ?? {}) as { code?: unknown; message?: unknown };
  const said = [code, message].filter((part) => typeof part === 'string').join(': ');
  const diagnosis = classifyAuthError(response);
  const { answered, obtained } = outputTexts[messageLanguage()].api;
  const happened = answered(response.status, said ? ` (${printableText(said)})` : '');
  throw new ApiError(`${happened} ${obtained} ${remedy(response, diagnosis, isMe)}`, diagnosis);
}

function remedy(response: HttpResponse, { retryAfter }: Diagnosis, isMe: boolean): string {
  const { remedies, noProfile, otherApi, tooLarge, wait, later } =
    outputTexts[messageLanguage()].api;
  if (isTokenTooLarge(response)) return tooLarge;
  if (retryAfter) return wait(retryAfter);
  if (response.status === 401 && !isMe) return otherApi;
  if (response.status === 403 && isMe) return noProfile;
  return remedies[response.status] ?? later;
}

/** RFC 6585, section 5; older servers say the same with 400, in words of their own. */
function isTokenTooLarge({ status, text }: HttpResponse): boolean {
  const says = /headers?\b.{0,40}\btoo (?:long|large|big)|request too long/is;
  return status === 431 || (status === 400 && says.test(text.slice(0, 4000)));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // JSON that is nested too deeply cannot be printed.
    JSON.stringify(value);
    return value;
  } catch {
    return undefined;
  }
}
