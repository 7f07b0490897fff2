import { type AskInOrderOptions, chooseFlow } from '@entra-flows/auth-core';
import type { Output } from '@entra-flows/sample-kit';

/**
 * The device code first, and the browser where a policy refuses the code and this machine can open one.
 * A code that was refused once is not shown again in the same run.
 */
export function codeThenBrowser({
  flowStep,
}: Output): Pick<AskInOrderOptions, 'choices' | 'goesOn' | 'onStep'> {
  let isRefused = false;
  return {
    choices: () => {
      const choices = chooseFlow();
      const code = choices.filter(({ flow }) => flow === 'device-code');
      const browser = choices.filter(({ flow, usable }) => flow === 'interactive' && usable);
      return isRefused ? browser : [...code, ...browser];
    },
    goesOn: ({ tryInstead }) => tryInstead === 'interactive',
    onStep: (step) => {
      isRefused ||= step.step === 'failed' && step.next !== undefined;
      flowStep(step);
    },
  };
}
