import type { AuthenticationResult, DeviceCodeRequest } from '@azure/msal-node';
import { publishStep } from '../diagnostics-channels.ts';
import { shownAddress } from '../http/record-exchanges.ts';
import { withCallContext } from '../msal/call-context.ts';
import { partsOf } from '../msal/client-network.ts';
import { type DeviceCodeSteps, withDeviceCodeSteps } from './device-code-steps.ts';
import { type PollEvent, pollUntilFinal } from './poll-until-final.ts';
import { cancelled } from '../msal/msal-errors.ts';
import { inMessageLanguage } from './start-device-code.ts';
import { checkFlowRequest } from '../requests/check-request.ts';
import { bindingOf } from './device-code-flow.ts';
import {
  type CodeSource,
  freshCode,
  keptCode,
  type PendingDeviceCode,
} from './pending-device-code.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What the callback gets: MSAL's `DeviceCodeResponse` and the link that it drops. */
export type DeviceCodePrompt = Parameters<DeviceCodeRequest['deviceCodeCallback']>[0] & {
  /** The link with the code in it, where the authority sends one: good for a QR code. */
  verificationUriComplete?: string;
};

/** A request for a device code sign-in: MSAL's own, with a signal, a timeout and a place to keep the code. */
export interface DeviceCodeFlowRequest extends Omit<
  DeviceCodeRequest,
  'deviceCodeCallback' | 'cancel' | 'timeout'
> {
  /** Shows the code to the user. A rejected promise ends the flow. */
  deviceCodeCallback: (prompt: DeviceCodePrompt) => void | Promise<void>;
  /** Seconds that the user has, when less than the code's own life. */
  timeout?: number | undefined;
  /** Ends the flow at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
  /** Called after each poll, to show how the wait goes on. An error that it throws ends the flow. */
  onPoll?: ((event: PollEvent) => void) | undefined;
  /**
   * Keeps the code on disk until the flow has ended, so that a program which is killed while it
   * waits shows the same code again when it comes back. Aborting the flow deletes the code.
   */
  pending?: PendingDeviceCode | undefined;
}

/**
 * The device authorization grant, whole: shows a code, and waits until the user has signed in
 * on another device, has declined, the code has run out, `timeout` (seconds) has passed, or
 * `signal` is aborted. Faults that may pass (no network, 5xx, throttling) are waited out.
 *
 * @param client - configured by `publicClientConfiguration`
 * @throws {ServerError} the authority's answer, for instance `authorization_declined`
 * @throws {ClientAuthError} `device_code_expired`, `user_timeout_reached`,
 *   `device_code_polling_cancelled`
 * @throws {AuthCoreError} `authority_mismatch` when `authority` is on another host than the client's
 * @throws {TypeError | RangeError} for a request that no flow can work with, before anything is sent
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 * @see RFC 8628
 * @example
 * await acquireTokenByDeviceCode(client, {
 *   scopes: ['User.Read'],
 *   deviceCodeCallback: ({ userCode, verificationUri }) => show(verificationUri, userCode),
 *   signal: AbortSignal.timeout(300_000),
 * });
 */
export async function acquireTokenByDeviceCode(
  client: PublicClient,
  request: DeviceCodeFlowRequest,
): Promise<AuthenticationResult | null> {
  checkFlowRequest(client, request, 'deviceCodeCallback');
  const { pending, signal } = request;
  const binding = bindingOf(client, request);
  const source = pending ? keptCode(pending, binding) : freshCode;
  const run = () => signIn(client, request, source);
  return pending ? pending.runExclusive(run, signal) : run();
}

async function signIn(
  client: PublicClient,
  request: DeviceCodeFlowRequest,
  source: CodeSource,
): Promise<AuthenticationResult | null> {
  const { deviceCodeCallback, signal, onPoll, timeout, pending: _, ...rest } = request;
  const failed = new AbortController();
  const ends = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  let obtained: Obtained | undefined;
  const steps: DeviceCodeSteps = {
    async obtain(ask) {
      obtained = await source.obtain(ask);
      return obtained.code;
    },
    redeem: (poll) =>
      pollUntilFinal(poll, {
        ...(obtained as Obtained),
        timeout,
        signal: ends,
        onPoll(event) {
          source.onPoll(event);
          // MSAL would make a network_error of whatever is thrown down here.
          attempt(() => onPoll?.(event), failed);
        },
      }),
  };
  const show: DeviceCodeRequest['deviceCodeCallback'] = (response) => {
    const complete = obtained?.code.verificationUriComplete;
    publishStep('device-code', () => stepOf(response), request.correlationId);
    const prompt = { ...response, ...(complete ? { verificationUriComplete: complete } : {}) };
    // MSAL does not wait for the callback, so a failure of it has to end the flow from outside.
    attempt(() => deviceCodeCallback(prompt), failed);
  };
  try {
    const wrap = withDeviceCodeSteps(steps, partsOf(client).pinned);
    const result = await withCallContext({ signal: ends, wrap }, () =>
      client.acquireTokenByDeviceCode({
        ...rest,
        ...inMessageLanguage(rest.extraQueryParameters),
        deviceCodeCallback: show,
      }),
    );
    await source.ended();
    return result;
  } catch (error) {
    const reason = signal?.aborted ? cancelled(signal.reason) : error;
    await source.ended(reason);
    throw reason;
  }
}

const stepOf = ({ verificationUri, expiresIn, interval }: DeviceCodePrompt) => ({
  verificationUri: shownAddress(verificationUri),
  expiresIn: Math.round(expiresIn),
  interval,
});

/** Runs the caller's part; a failure of it ends the flow with its own error. */
function attempt(part: () => unknown, failed: AbortController): void {
  void (async () => part())().catch((error: unknown) => failed.abort(error));
}

type Obtained = Awaited<ReturnType<CodeSource['obtain']>>;
