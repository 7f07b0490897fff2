import type { PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenInteractive,
  askInOrder,
  type AskInOrderOptions,
  type AskUser,
  chooseFlow,
  classifyAuthError,
  type InteractiveFlowRequest,
} from '@entra-flows/auth-core';
import { openSignInPage } from '@entra-flows/sample-kit';

/**
 * The device code first, and the browser where a policy refuses the code and this machine can open one.
 * A code that was refused once is not shown again in the same run, nor where a refused renewal says the same before.
 *
 * @param options.timeout - seconds for the sign-in in the browser
 * @param options.appName - name of the app, on the last page there
 * @param options.onStep - called when a flow is tried, skipped or has failed
 */
export function codeThenBrowser(
  client: PublicClientApplication,
  {
    onStep,
    ...page
  }: Pick<AskInOrderOptions, 'onStep'> & Pick<InteractiveFlowRequest, 'appName' | 'timeout'>,
  byDeviceCode: AskUser,
): AskUser {
  const openBrowser = openSignInPage();
  let isRefused = false;
  const inOrder = askInOrder({
    choices: () => {
      const choices = chooseFlow();
      const code = choices.filter(({ flow }) => flow === 'device-code');
      return isRefused ? browsers(choices) : [...code, ...browsers(choices)];
    },
    flows: {
      'device-code': byDeviceCode,
      interactive: (request) =>
        acquireTokenInteractive(client, { ...request, ...page, openBrowser }),
    },
    goesOn: ({ tryInstead }) => tryInstead === 'interactive',
    onStep: (step) => {
      isRefused ||= step.step === 'failed' && step.next !== undefined;
      onStep?.(step);
    },
  });
  return (request, cause) => {
    const diagnosis = classifyAuthError(cause, { flow: 'device-code' });
    if (!isRefused && diagnosis.tryInstead === 'interactive' && browsers(chooseFlow()).length > 0) {
      isRefused = true;
      onStep?.({ flow: 'device-code', step: 'failed', diagnosis, next: 'interactive' });
    }
    return inOrder(request);
  };
}

/** Where a browser can be opened here. */
const browsers = (choices: ReturnType<typeof chooseFlow>) =>
  choices.filter(({ flow, usable }) => flow === 'interactive' && usable);
