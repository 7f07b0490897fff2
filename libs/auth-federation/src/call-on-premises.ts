import { classifyAuthError, type HttpResponse } from '@entra-flows/auth-core';
import { FederationError, type FederationErrorCode } from './federation-error.ts';

/**
 * Sends to the organization's own server. Where that cannot be reached, the error says so: its name often
 * resolves only inside the organization's network. A failure of a certificate, a proxy or an abort is
 * thrown as it is.
 *
 * @throws {FederationError} of this code, with the failure as its cause
 */
export async function callOnPremises(
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
