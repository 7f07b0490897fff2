import { classifyAuthError, type HttpResponse } from '@entra-flows/auth-core';
import { FederationError, type FederationErrorCode } from './federation-error.ts';

/**
 * Sends to the organisation's own server. Where that is out of reach, the error says so: its name is
 * often known inside the organisation's network only. A certificate, a proxy or an abort that is at
 * fault stays the error that it is.
 *
 * @throws {FederationError} of this code, with the fault as its cause
 */
export async function reach(
  code: FederationErrorCode,
  url: string,
  send: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    return await send();
  } catch (cause) {
    const fault = classifyAuthError(cause);
    if (fault.category !== 'network' || !fault.retryable) throw cause;
    const message = `no answer from ${new URL(url).host} (${fault.code})`;
    throw new FederationError(code, message, { cause });
  }
}
