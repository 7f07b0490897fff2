import { chooseFlow, type FlowChoice, messageLanguage } from '@entra-flows/auth-core';
import { openPageHere } from './open-page-here.ts';
import { type PromptTexts, promptTexts } from './prompt-texts.ts';
import type { PromptStream } from './show-device-code.ts';
import { standardError } from './standard-streams.ts';

/** How the person wants the sign-in page opened. */
export interface BrowserOptions {
  /** Only print the link. */
  'no-browser'?: boolean | undefined;
  /** The program to open it with, even where this machine looks as if nobody saw its windows. */
  browser?: string | undefined;
}

/**
 * Opens the sign-in page in a browser of this machine, and prints its link for the case that the
 * window does not come up.
 *
 * @returns for `openBrowser` of `acquireTokenInteractive`; it rejects when there is no browser here
 */
export function openSignInPage(
  { 'no-browser': printOnly, browser }: BrowserOptions,
  stream: PromptStream = standardError,
  choices: () => FlowChoice[] = chooseFlow,
): (url: string) => Promise<void> {
  const texts = promptTexts[messageLanguage()];
  return async (url) => {
    if (printOnly) {
      stream.write(`\n${texts.openByHand}\n\n${url}\n\n${texts.comeBack}\n`);
      return;
    }
    if (!browser) refuseWithoutBrowser(choices(), stream, texts);
    await openPageHere({ browser, notOpened: texts.notOpened }, stream)(url);
  };
}

/** A window that nobody sees, or that cannot come back to this program, is a wait for nothing. */
function refuseWithoutBrowser(
  choices: FlowChoice[],
  stream: PromptStream,
  texts: PromptTexts,
): void {
  const choice = choices.find(({ flow }) => flow === 'interactive');
  if (!choice || choice.usable) return;
  stream.write(`${texts.nobodySees(choice.reason)}\n`);
  throw new Error(choice.reason);
}
