import { chooseFlow, type FlowChoice, messageLanguage } from '@entra-flows/auth-core';
import { openLink } from './open-link.ts';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './all-texts.ts';
import { screenOf, type ShownStream, writeLine } from './screen.ts';
import { standardError } from './standard-streams.ts';

/** How the user wants the sign-in page opened, by the names of the options. */
export interface BrowserOptions {
  /** Only print the link. */
  'no-browser'?: boolean | undefined;
  /** Program to open the link with, even on a machine that looks as if it had no desktop. */
  browser?: string | undefined;
}

/**
 * Opens the sign-in page in a browser of this machine, and prints its short link in case the window does
 * not come up.
 *
 * @param options - what the command line says. Leave it out in a sample without these options that
 *   has checked with `chooseFlow` that a browser can be opened: messages then propose no options.
 * @param stream - where the link and the messages go; default: stderr
 * @param choices - what this machine can do; default: `chooseFlow`
 * @returns for `openBrowser` of `acquireTokenInteractive`; it rejects when no browser can be opened
 */
export function openSignInPage(
  options?: BrowserOptions,
  stream: ShownStream = standardError,
  choices: () => FlowChoice[] = chooseFlow,
): (url: string, shortUrl?: string) => Promise<void> {
  const say = (text: string) => writeLine(text, stream);
  const plain = ({ message }: Error) => plainLine(message, 300);
  return async (url, shortUrl = url) => {
    const texts = promptTexts[messageLanguage()];
    const link = `    ${screenOf(stream).style.link(shortUrl)}`;
    if (options?.['no-browser']) {
      return say(`\n${texts.openByHand}\n\n${link}\n\n${texts.comeBack}`);
    }
    const browser = options?.browser;
    const choice =
      options && !browser ? choices().find(({ flow }) => flow === 'interactive') : undefined;
    // A window that no user sees, or that cannot come back to this program, would be waited for in vain.
    if (choice?.usable === false) {
      say(texts.notVisible(choice.reason));
      throw new Error(choice.reason);
    }
    say(`\n${texts.opening}\n\n${link}\n\n${texts.comeBack}`);
    const onFailed = (error: Error) => say(texts.openerFailed(plain(error)));
    await openLink(url, { browser, onFailed }).catch((error: Error) => {
      say((options ? texts.notOpened : texts.notStarted)(plain(error)));
      throw error;
    });
  };
}
