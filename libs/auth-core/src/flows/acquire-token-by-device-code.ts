import {
  type AuthenticationResult,
  ClientAuthError,
  type DeviceCodeRequest,
  type PublicClientApplication,
} from '@azure/msal-node';
import { partsOf } from '../client/create-public-client.ts';
import { inCall } from '../network/call-context.ts';
import type { DeviceCode } from '../network/device-code.ts';
import type { DeviceCodePolling, PollEvent } from '../network/device-code-polling.ts';

/** What the callback gets: MSAL's `DeviceCodeResponse` and the link that it drops. */
export type DeviceCodePrompt = Parameters<DeviceCodeRequest['deviceCodeCallback']>[0] & {
  /** The link with the code in it, where the authority sends one: good for a QR code. */
  verificationUriComplete?: string;
};

export interface DeviceCodeFlowRequest extends Omit<
  DeviceCodeRequest,
  'deviceCodeCallback' | 'cancel' | 'timeout'
> {
  /** Shows the code to the person. A rejected promise ends the flow. */
  deviceCodeCallback: (prompt: DeviceCodePrompt) => void | Promise<void>;
  /** Seconds that the person has, when less than the code's own life. */
  timeout?: number | undefined;
  /** Ends the flow at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
  /** Told after each poll, for a display that shows how the wait goes on. */
  onPoll?: ((event: PollEvent) => void) | undefined;
}

/**
 * The device authorization grant, whole: shows a code, and waits until the person has signed in
 * on another device, has declined, the code has run out, `timeout` (seconds) has passed, or
 * `signal` is aborted. Faults that may pass (no network, 5xx, throttling) are waited out.
 *
 * @param client - one of `createPublicClient`
 * @throws {ServerError} the authority's answer, for instance `authorization_declined`
 * @throws {ClientAuthError} `device_code_expired`, `user_timeout_reached`,
 *   `device_code_polling_cancelled`
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 * @see RFC 8628
 */
export async function acquireTokenByDeviceCode(
  client: PublicClientApplication,
  request: DeviceCodeFlowRequest,
): Promise<AuthenticationResult | null> {
  partsOf(client);
  const { deviceCodeCallback, signal, onPoll, timeout, ...rest } = request;
  const failed = new AbortController();
  let code: DeviceCode | undefined;
  const deviceCode: DeviceCodePolling = {
    onDeviceCode: (received) => (code = received),
    ...(timeout ? { timeout } : {}),
    ...(onPoll ? { onPoll } : {}),
  };
  const ends = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const show: DeviceCodeRequest['deviceCodeCallback'] = (response) => {
    const complete = code?.verificationUriComplete;
    const prompt = { ...response, ...(complete ? { verificationUriComplete: complete } : {}) };
    // MSAL does not wait for the callback, so a failure of it has to end the flow from outside.
    void Promise.resolve(deviceCodeCallback(prompt)).catch((error) => failed.abort(error));
  };
  try {
    return await inCall({ signal: ends, deviceCode }, () =>
      client.acquireTokenByDeviceCode({ ...rest, deviceCodeCallback: show }),
    );
  } catch (error) {
    if (signal?.aborted) throw cancelled(signal.reason);
    throw error;
  }
}

function cancelled(reason: unknown): ClientAuthError {
  const error = new ClientAuthError(
    'device_code_polling_cancelled',
    '',
    'the wait for the sign-in was cancelled',
  );
  error.cause = reason;
  return error;
}
