import { classifyAuthError, type HttpResponse } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
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
    const { host } = new URL(url);
    const message = said({
      en: `no answer from ${host} (${fault.code})`,
      ko: `${host}에서 응답이 없습니다(${fault.code})`,
    });
    throw new FederationError(code, message, { cause });
  }
}
