import type { INativeBrokerPlugin } from '@azure/msal-node';
import { notifySafely } from '@entra-flows/primitives/notify-safely';
import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { readProperty } from '../errors/read-property.ts';
import { currentCall } from '../msal/call-context.ts';
import { withTimeout } from '@entra-flows/primitives/race-with-signal';

/** How long a broker may take, in seconds. */
export interface BrokerTimeouts {
  /** For calls without a window: lists, silent tokens, sign-outs. Default 10. */
  answer?: number | undefined;
  /** While its window waits for the user. Default 120. */
  user?: number | undefined;
}

export interface BrokerWatchdog {
  /** The plugin, each call of which ends in time. */
  plugin: INativeBrokerPlugin;
  /** Why the broker is not asked any more; undefined as long as it answers. */
  givenUp(): string | undefined;
}

type Call = Exclude<keyof INativeBrokerPlugin, 'isBrokerAvailable' | 'setLogger'>;

/**
 * Puts a watchdog on a broker. Its calls cannot be ended, only left: when one has taken too long the
 * broker is given up for the rest of the process, so that one that hangs costs that time once.
 *
 * @param options.onGivenUp - called once; what hangs may keep the process alive
 * @param options.log - gets a line a call
 */
export function watchBroker(
  broker: INativeBrokerPlugin,
  options: {
    timeouts: BrokerTimeouts;
    onGivenUp?: ((reason: string) => void) | undefined;
    log?: ((line: string) => void) | undefined;
  },
): BrokerWatchdog {
  const { timeouts, onGivenUp, log } = options;
  const { answer = 10, user = 120 } = timeouts;
  let givenUp: string | undefined;

  async function watched<T>(name: Call, work: () => Promise<T>): Promise<T> {
    if (givenUp !== undefined) throw new AuthCoreError('broker_timeout', givenUp);
    const seconds = name === 'acquireTokenInteractive' ? user : answer;
    const begin = performance.now();
    let outcome = 'ok';
    try {
      const signal = currentCall()?.signal;
      signal?.throwIfAborted();
      const late = () => {
        givenUp = ownTexts().broker.late(seconds, name);
        if (onGivenUp) notifySafely(onGivenUp, givenUp);
        return new AuthCoreError('broker_timeout', givenUp);
      };
      return await withTimeout(work(), seconds * 1000, late, signal);
    } catch (error) {
      outcome = String(readProperty(error, 'errorCode') ?? readProperty(error, 'name'));
      throw error;
    } finally {
      log?.(`broker  ${name} ${outcome} in ${Math.round(performance.now() - begin)} ms`);
    }
  }

  return {
    givenUp: () => givenUp,
    plugin: {
      isBrokerAvailable: broker.isBrokerAvailable,
      setLogger: (loggerOptions) => broker.setLogger(loggerOptions),
      getAccountById: (...given) =>
        watched('getAccountById', () => broker.getAccountById(...given)),
      getAllAccounts: (...given) =>
        watched('getAllAccounts', () => broker.getAllAccounts(...given)),
      acquireTokenSilent: (request) =>
        watched('acquireTokenSilent', () => broker.acquireTokenSilent(request)),
      acquireTokenInteractive: (...given) =>
        watched('acquireTokenInteractive', () => broker.acquireTokenInteractive(...given)),
      signOut: (request) => watched('signOut', () => broker.signOut(request)),
    },
  };
}
