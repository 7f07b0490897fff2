import { type HttpRequest, type HttpResponse, jsonObject, type Send } from '../http/http.ts';
import { isFinal, isInvalidResponse } from '../msal/invalid-response.ts';
import { retryAfter } from '../http/retry-after.ts';
import { serverError } from '../msal/server-error.ts';
import { isPassingAnswer, isPassingFault } from '../http/transient.ts';

/** A poll after which the wait goes on. */
export interface NotYet {
  kind: 'pending' | 'slow-down' | 'fault';
  /** Seconds that the server asks to wait. */
  retryAfter?: number;
  /** With `fault`: why there was no usable answer. */
  error?: unknown;
}

export type PollOutcome = { final: HttpResponse } | NotYet;

/**
 * Asks the token endpoint once, and sorts its answer (RFC 8628, 3.5).
 *
 * @throws {ServerError | InteractionRequiredAuthError} the authority's final no
 * @throws a fault that does not pass by itself: an untrusted certificate, an abort
 */
export async function pollOnce(send: Send, request: HttpRequest): Promise<PollOutcome> {
  let response: HttpResponse;
  try {
    response = await send(request);
  } catch (error) {
    const passing = isPassingFault(error) || (isInvalidResponse(error) && !isFinal(error));
    if (request.signal?.aborted || !passing) throw error;
    return { kind: 'fault', error };
  }
  const body = jsonObject(response);
  if (body?.['error'] === 'authorization_pending') return { kind: 'pending' };
  if (body?.['error'] === 'slow_down') return { kind: 'slow-down' };
  if (!body || isPassingAnswer(response)) {
    const asked = retryAfter(response, Date.now());
    const error = serverError(response);
    return { kind: 'fault', error, ...(asked === undefined ? {} : { retryAfter: asked / 1000 }) };
  }
  if (body['error'] !== undefined || response.status >= 400) throw serverError(response);
  return { final: response };
}
