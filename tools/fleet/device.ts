import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  classifyAuthError,
  type DeviceCodeFlow,
  backoffDelay,
  type InteractiveRequest,
  pollDeviceCode,
  startDeviceCode,
} from '@entra-flows/auth-core';
import type { OpenWork } from './open-work.ts';
import type { Plan } from './plan.ts';
import type { SimulatedTime } from './simulated-time.ts';

const scopes = ['User.Read'];

export interface DeviceParts {
  /** Its own: its cache and its connection are shared with no other device. */
  client: PublicClientApplication;
  plan: Plan;
  random: () => number;
  time: Pick<SimulatedTime, 'wait'>;
  work: OpenWork;
  /** Shows the code to the user before the device. */
  show(flow: DeviceCodeFlow): void;
}

export interface Device {
  /**
   * Gets a token, however long that takes: from the cache, by a refresh, or with a user's help.
   *
   * @param renew not the one that the cache has
   * @throws what no waiting can mend
   */
  getToken(renew: boolean): Promise<void>;
  /** The same for something that all devices meet at once: waits by chance before it begins. */
  getTokenInTurn(renew: boolean): Promise<void>;
}

/**
 * A device of a fleet. It knows how many devices there are and what the authority takes, by its plan,
 * and nothing else of the others; so whatever happens to all of them at once, each waits by chance.
 */
export function newDevice(parts: DeviceParts): Device {
  const { client, plan, random, time, work, show } = parts;
  const wait = (seconds: number) => work.except(() => time.wait(seconds));
  const pause = (failures: number, spread: number, retryAfter?: number) =>
    backoffDelay({
      failures,
      first: plan.firstPause,
      longest: plan.longestPause,
      spread,
      retryAfter,
      random,
    });

  async function askUser({ scopes, claims }: InteractiveRequest): Promise<AuthenticationResult> {
    // Ten thousand devices may need their users at once.
    await wait(pause(0, plan.startSpread));
    let flow = await startDeviceCode(client, { scopes: scopes ?? [], claims });
    show(flow);
    let pollAfter = flow.interval;
    for (;;) {
      await wait(Math.max(pollAfter, plan.pollPause * (0.5 + random())));
      const polled = await pollDeviceCode(client, flow);
      if (polled.state === 'done') return polled.result;
      ({ flow, wait: pollAfter } = polled);
    }
  }

  async function getToken(renew: boolean): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await acquireToken(client, { scopes, forceRefresh: renew }, askUser);
        return;
      } catch (error) {
        const { code, retryable, retryAfter } = classifyAuthError(error);
        if (!retryable && code !== 'device_code_expired') throw error;
        await wait(pause(failures, plan.firstPause, retryAfter));
      }
    }
  }

  return {
    getToken: (renew) => work.during(() => getToken(renew)),
    getTokenInTurn: (renew) =>
      work.during(async () => {
        await wait(pause(0, plan.firstPause));
        await getToken(renew);
      }),
  };
}
