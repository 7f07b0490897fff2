import { type DeviceCode, deviceCodeResponse, readDeviceCode } from './device-code.ts';
import { DEVICE_GRANTS, isDeviceAuthorization, isDeviceCodePoll } from '../msal/request-form.ts';
import type { HttpRequest, HttpResponse, Send } from '../http/http.ts';
import { type Poll, pollOnce } from './poll-until-final.ts';
import type { LinkSource } from '../http/web-link.ts';

/** What a flow does in place of MSAL's two steps of the device code grant. */
export interface DeviceCodeSteps {
  /** Brings the code: a new one by `ask`, or one that was kept. */
  obtain(ask: () => Promise<DeviceCode>): Promise<DeviceCode>;
  /** Brings the final answer of the token endpoint. */
  redeem(poll: Poll): Promise<HttpResponse>;
}

/**
 * Takes the device code grant out of MSAL's hands, which sees one code and one final answer, and
 * keeps request, validation, caching and error classes. For `wrap` of a call.
 *
 * MSAL's own loop ends the flow on slow_down, on a dropped connection and on any gateway error,
 * spins without an interval, and drops the error's details.
 */
export function withDeviceCodeSteps(
  steps: DeviceCodeSteps,
  pinned: LinkSource['pinned'],
): (send: Send) => Send {
  return (send) => async (request) => {
    if (isDeviceAuthorization(request)) {
      const source = { authority: request.url, pinned };
      const ask = async () => readDeviceCode(await send(request), source);
      return deviceCodeResponse(await steps.obtain(ask));
    }
    if (!isDeviceCodePoll(request)) return send(request);
    const poll = underStandardName(request);
    return steps.redeem((signal) => pollOnce(send, signal ? { ...poll, signal } : poll));
  };
}

/** The same poll under the standard's name of the grant: Entra takes both names, others only this one. */
function underStandardName(poll: HttpRequest): HttpRequest {
  const form = new URLSearchParams(poll.body);
  form.set('grant_type', DEVICE_GRANTS[0]);
  return { ...poll, body: form.toString() };
}
