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
import { said } from '@entra-flows/sample-kit';

export interface BrokerFirstOptions {
  /** How the browser is opened and comes back. */
  browser: Pick<InteractiveFlowRequest, 'openBrowser' | 'redirect' | 'appName'>;
  /** Of the window over which the broker's own window is to lie, while there is one. */
  windowHandle: () => Buffer | undefined;
  /** Also on a machine that looks as if it had no desktop. */
  force?: boolean;
}

/** Asks the user. `prompt` is MSAL's: `select_account` shows a page even where nothing has to be asked. */
export type AskUser = (
  request: InteractiveRequest,
  prompt?: string,
) => Promise<AuthenticationResult>;

/**
 * The broker of the system, where it has one, and the user's browser where the broker itself cannot. If
 * the user declines in one of them, the other one is not tried.
 *
 * @param client - one of `createBrokerClient`
 */
export function brokerFirst(
  client: PublicClientApplication,
  { browser, windowHandle, force }: BrokerFirstOptions,
): AskUser {
  const choices = (): FlowChoice[] => [
    brokerChoice(client, { force }),
    { flow: 'interactive', usable: true, reason: '' },
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
    if (!result)
      throw new AuthCoreError(
        'no_flow',
        said({ en: 'the user could not be asked', ko: '사용자에게 물을 수 없었습니다' }),
      );
    return result;
  };
}
