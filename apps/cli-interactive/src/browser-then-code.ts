import type { PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenByDeviceCode,
  askInOrder,
  type AskInOrderOptions,
  type AskingFlow,
  type AskUser,
  chooseFlow,
  runsInCi,
} from '@entra-flows/auth-core';
import { deviceCodeDisplay, standardError } from '@entra-flows/sample-kit';

interface Options {
  verbose: boolean;
  /** Seconds for the sign-in. */
  timeout?: number | undefined;
  own: { browser?: string | undefined; 'no-browser'?: boolean | undefined };
}

/**
 * The browser first, and a device code where none can be opened: only on a terminal, since no user reads
 * the code in a log or in CI, and not where an option says how the page opens.
 *
 * @param onStep - called when a flow is tried, skipped or has failed
 */
export function browserThenCode(
  client: PublicClientApplication,
  { verbose, timeout, own }: Options,
  onStep: AskInOrderOptions['onStep'],
  byBrowser: AskUser,
): AskUser {
  const { done, ...display } = deviceCodeDisplay({ verbose, own: {} });
  return askInOrder({
    choices: () => {
      const choices = chooseFlow();
      const choiceOf = (name: AskingFlow) => choices.filter(({ flow }) => flow === name);
      if (!own.browser && !own['no-browser'] && standardError.isTTY && !runsInCi())
        return [...choiceOf('interactive'), ...choiceOf('device-code')];
      // The flow itself says where there is no browser, and which options open one.
      return choiceOf('interactive').map((choice) => ({ ...choice, usable: true }));
    },
    flows: {
      interactive: byBrowser,
      'device-code': (request) =>
        acquireTokenByDeviceCode(client, { ...request, timeout, ...display }).finally(done),
    },
    goesOn: ({ code }) => code === 'browser_not_opened',
    onStep,
  });
}
