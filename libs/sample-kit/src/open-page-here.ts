import { messageLanguage } from '@entra-flows/auth-core';
import { openLink } from './open-link.ts';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './prompt-texts.ts';
import type { PromptStream } from './show-device-code.ts';
import { standardError } from './standard-streams.ts';

export interface OpenPageOptions {
  /** The program to open it with; what BROWSER names, or the system's own choice, when missing. */
  browser?: string | undefined;
  /** What to say where no browser starts. */
  notOpened?: ((reason: string) => string) | undefined;
}

/**
 * Opens the sign-in page in a browser of this machine, where `chooseFlow` says that it has one, and prints
 * the link for the case that the window does not come up. Its texts name no options.
 *
 * @returns for `openBrowser` of `acquireTokenInteractive`; it rejects when no browser starts
 */
export function openPageHere(
  { browser, notOpened }: OpenPageOptions = {},
  stream: PromptStream = standardError,
): (url: string) => Promise<void> {
  return async (url) => {
    const texts = promptTexts[messageLanguage()];
    stream.write(`\n${texts.opening}\n\n${url}\n\n${texts.comeBack}\n`);
    const onFailed = (error: Error) =>
      stream.write(`${texts.openerFailed(plainLine(error.message, 300))}\n`);
    await openLink(url, { browser, onFailed }).catch((error: Error) => {
      stream.write(`${(notOpened ?? texts.notStarted)(plainLine(error.message, 300))}\n`);
      throw error;
    });
  };
}
