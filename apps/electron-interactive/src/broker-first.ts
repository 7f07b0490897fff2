import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenInteractive,
  askInOrder,
  AuthCoreError,
  type FlowChoice,
  type InteractiveFlowRequest,
  type InteractiveRequest,
} from '@entra-flows/auth-core';
import { acquireTokenByBroker, brokerChoice } from '@entra-flows/auth-core/broker';

export interface BrokerFirstOptions {
  /** How the browser is opened and comes back. */
  browser: Pick<InteractiveFlowRequest, 'openBrowser' | 'redirect'>;
  /** Of the window over which the broker's own window is to lie, while there is one. */
  windowHandle: () => Buffer | undefined;
  /** Also where this machine looks as if nobody saw its windows. */
  force?: boolean;
}

/** Asks the person. `prompt` is MSAL's: `select_account` shows the window also where nothing has to be asked. */
export type AskPerson = (
  request: InteractiveRequest,
  prompt?: string,
) => Promise<AuthenticationResult>;

/**
 * The broker of the system, where it has one, and the person's browser where the broker itself
 * cannot. A person's "no" is final, whichever of the two they said it to.
 *
 * @param client - one of `createBrokerClient`
 */
export function brokerFirst(
  client: PublicClientApplication,
  { browser, windowHandle, force }: BrokerFirstOptions,
): AskPerson {
  const choices = (): FlowChoice[] => [
    brokerChoice(client, { force }),
    { flow: 'interactive', usable: true, reason: 'it stands in for the broker' },
  ];
  return async (request, prompt) => {
    const hints = prompt ? { prompt } : {};
    const ask = askInOrder({
      choices,
      flows: {
        broker: (asked) =>
          acquireTokenByBroker(client, { ...asked, ...hints, windowHandle: windowHandle() }),
        interactive: (asked) => acquireTokenInteractive(client, { ...asked, ...hints, ...browser }),
      },
    });
    const result = await ask(request);
    if (!result) throw new AuthCoreError('no_flow', 'nobody could be asked');
    return result;
  };
}
