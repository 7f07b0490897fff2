import {
  type AskInOrderOptions,
  type AskingFlow,
  chooseFlow,
  runsInCi,
} from '@entra-flows/auth-core';
import { type BrowserOptions, type Output, standardError } from '@entra-flows/sample-kit';

/**
 * The browser first, and a device code where none can be opened: only on a terminal, since nobody reads
 * the code in a log or in CI, and not where an option says how the page opens.
 */
export function browserThenCode(
  { browser, 'no-browser': printOnly }: BrowserOptions,
  { flowStep }: Output,
): Pick<AskInOrderOptions, 'choices' | 'goesOn' | 'onStep'> {
  return {
    choices: () => {
      const choices = chooseFlow();
      const choiceOf = (name: AskingFlow) => choices.filter(({ flow }) => flow === name);
      if (!browser && !printOnly && standardError.isTTY && !runsInCi())
        return [...choiceOf('interactive'), ...choiceOf('device-code')];
      // The flow itself says where there is no browser, and which options open one.
      return choiceOf('interactive').map((choice) => ({ ...choice, usable: true }));
    },
    goesOn: ({ code }) => code === 'browser_not_opened',
    onStep: flowStep,
  };
}
