import type { AuthenticationResult } from '@azure/msal-node';
import { publishStep } from '../diagnostics-channels.ts';
import { cancelled, clientAuthError } from '../msal/msal-errors.ts';
import { checkScopes } from '../requests/check-request.ts';
import { type CallContext, withCallContext } from '../msal/call-context.ts';
import { partsOf } from '../msal/client-network.ts';
import { type DeviceCodeSteps, withDeviceCodeSteps } from './device-code-steps.ts';
import { type NotYet, paceAfter } from './poll-interval.ts';
import { isTransientError } from '../http/retry.ts';
import {
  bindingOf,
  type DeviceCodeFlow,
  deviceCodeOf,
  hasExpired,
  isBoundTo,
  mismatch,
  parseDeviceCodeFlow,
} from './device-code-flow.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What a poll brought: tokens, or what to do next and when. */
export type PollResult =
  | {
      /** Not signed in yet, asked to slow down, or no usable answer. */
      state: 'pending' | 'slow-down' | 'fault';
      /** Seconds until the next poll. */
      wait: number;
      /** What to poll with next: it remembers the pace. */
      flow: DeviceCodeFlow;
      /** With `fault`: why there was no usable answer. */
      error?: unknown;
    }
  | {
      state: 'done';
      /** MSAL's result; its account is in the token cache. */
      result: AuthenticationResult;
    };

/** What a poll may be held to, and ended by. */
export interface PollOptions {
  /** Refuses a flow that was started for other scopes. */
  scopes?: string[];
  /** Ends the call at once, with `device_code_polling_cancelled`. */
  signal?: AbortSignal | undefined;
}

/**
 * Asks once whether the user has signed in. It never waits for them: a call that comes before
 * its time sends nothing, and says how long to wait. Poll one flow from one place at a time.
 *
 * @param client - the one that started the flow, or one with the same ID and authority in a
 *   later process
 * @param flow - of `startDeviceCode`, or of the last poll
 * @throws {ServerError} the authority's final no, for instance `authorization_declined`
 * @throws {ClientAuthError} `device_code_expired`, `device_code_polling_cancelled`
 * @throws {AuthCoreError} `device_code_mismatch` for a flow of another client, authority or scopes,
 *   before anything is sent
 * @throws {TypeError} when `flow` is not a flow, or `scopes` not a list
 * @see RFC 8628, 3.4 and 3.5
 * @example
 * let flow = await startDeviceCode(client, { scopes });
 * show(flow.verificationUri, flow.userCode);
 * for (;;) {
 *   const poll = await pollDeviceCode(client, flow);
 *   if (poll.state === 'done') return poll.result;
 *   flow = poll.flow;
 *   await delay(poll.wait * 1000);
 * }
 */
export async function pollDeviceCode(
  client: PublicClient,
  flow: DeviceCodeFlow,
  options: PollOptions = {},
): Promise<PollResult> {
  checkFlow(client, flow, options);
  if (options.signal?.aborted) throw cancelled(options.signal.reason);
  const early = secondsEarly(flow);
  if (early > 0) return { state: 'pending', wait: early, flow };
  return poll(client, flow, options.signal);
}

function checkFlow(client: PublicClient, flow: DeviceCodeFlow, { scopes }: PollOptions) {
  const { claims } = parseDeviceCodeFlow(flow);
  if (scopes !== undefined) checkScopes(scopes);
  if (!isBoundTo(flow, bindingOf(client, { scopes: scopes ?? flow.scopes, claims }))) {
    throw mismatch();
  }
  if (hasExpired(flow)) {
    throw clientAuthError('device_code_expired', 'the code of this flow has run out');
  }
}

/** A clock that was set back since the last poll must not prolong the wait. */
function secondsEarly({ polledAt, wait }: DeviceCodeFlow): number {
  if (polledAt === undefined || wait === undefined) return 0;
  const passed = (Date.now() - polledAt) / 1000;
  return passed < 0 ? 0 : Math.max(0, wait - passed);
}

async function poll(
  client: PublicClient,
  flow: DeviceCodeFlow,
  signal: AbortSignal | undefined,
): Promise<PollResult> {
  let outcome: NotYet | undefined;
  const steps: DeviceCodeSteps = {
    obtain: () => Promise.resolve(deviceCodeOf(flow)),
    redeem: async (ask) => {
      const answer = await ask();
      if ('final' in answer) return answer.final;
      outcome = answer;
      // MSAL would wait and ask again; the caller does that.
      throw new Error('not yet');
    },
  };
  const wrap = withDeviceCodeSteps(steps, partsOf(client).pinned);
  const context: CallContext = { signal, wrap };
  const { scopes, claims } = flow;
  try {
    const result = await withCallContext(context, () =>
      client.acquireTokenByDeviceCode({
        scopes: [...scopes],
        deviceCodeCallback: () => undefined,
        ...(claims ? { claims } : {}),
      }),
    );
    return { state: 'done', result: result as AuthenticationResult };
  } catch (error) {
    if (signal?.aborted) throw cancelled(signal.reason);
    const notYet = outcome ?? passingFault(context);
    if (!notYet) throw error;
    return later(flow, notYet);
  }
}

/** Discovery comes before the poll, and may fail as the poll may. */
function passingFault({ failure }: CallContext): NotYet | undefined {
  return isTransientError(failure) ? { kind: 'fault', error: failure } : undefined;
}

function later(flow: DeviceCodeFlow, outcome: NotYet): PollResult {
  const { kind, error } = outcome;
  const next = paceAfter({ interval: flow.interval, faults: flow.faults ?? 0 }, outcome);
  const { wait, interval } = next;
  publishStep('poll', () => ({ outcome: kind, wait, interval }));
  return {
    state: kind,
    wait: next.wait,
    flow: { ...flow, ...next, polledAt: Date.now() },
    ...(error === undefined ? {} : { error }),
  };
}
