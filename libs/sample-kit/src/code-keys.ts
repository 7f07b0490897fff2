import { type DeviceCodePrompt, messageLanguage } from '@entra-flows/auth-core';
import { takesSequences } from '@entra-flows/primitives/terminal-style';
import { askingStreams } from './ask-line.ts';
import { copyText } from './copy-text.ts';
import { isForeground } from './is-foreground.ts';
import { openLink } from './open-link.ts';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './all-texts.ts';
import type { PromptTexts } from './prompt-texts.ts';
import { writeLine } from './screen.ts';
import { standardError } from './standard-streams.ts';
import { whyNotHere } from './why-not-here.ts';

/** What the terminal itself would do with these keys: here each key comes to the program. */
const SIGNALS: Readonly<Record<string, NodeJS.Signals>> = {
  '\u0003': 'SIGINT',
  '\u001a': 'SIGTSTP',
  '\u001c': 'SIGQUIT',
};

/** The second is the letter of the same key on a Korean keyboard. */
const COPY = /^[c\u314a]$/i;

/** Copies a code to the clipboard, and says what became of it. */
export async function copyCode(
  userCode: string,
  say: (text: string) => void = writeLine,
): Promise<void> {
  const done = await copyText(plainLine(userCode, 100), standardError);
  say(promptTexts[messageLanguage()].copied[done]);
}

/**
 * Lets the user do with one key what a code needs: Enter, which is offered where a browser can be used, opens
 * the sign-in page on this machine, `c` copies the code. Ctrl-C, Ctrl-Z and Ctrl-\ work as always.
 *
 * @param atOnce - open the page without waiting for a key
 * @returns stops listening to the keyboard
 */
export function codeKeys(
  prompt: DeviceCodePrompt,
  atOnce: boolean,
  texts: PromptTexts,
): () => void {
  const link = prompt.verificationUriComplete ?? prompt.verificationUri;
  // The line of the countdown makes room.
  const wipe = takesSequences(standardError.isTTY) ? '\r\u001b[K' : '';
  let last = '';
  const say = (text: string) => {
    // The next press of the same key has no news.
    if (text === last) return;
    last = text;
    standardError.write(wipe);
    writeLine(text);
  };
  const onFailed = ({ message }: Error) => say(texts.openerFailed(plainLine(message, 300)));
  const openIt = () => void openLink(link, { onFailed }).catch(() => say(texts.noBrowser));
  const copyIt = () => copyCode(prompt.userCode, say);
  if (atOnce) openIt();
  const keyboard = askingStreams() && process.stdin;
  if (!keyboard) return () => undefined;
  // In a hands-free run the keys work, and the user need not press one.
  const canOpen = whyNotHere('interactive') === undefined;
  const offered = canOpen ? texts.pressEnter : texts.pressC;
  if (!process.env['SAMPLE_HANDS_FREE']) writeLine(offered);

  const onKeys = (keys: Buffer) => {
    for (const key of keys.toString()) {
      if (canOpen && (key === '\r' || key === '\n')) openIt();
      else if (COPY.test(key)) void copyIt();
      else if (SIGNALS[key]) raise(SIGNALS[key]);
    }
  };
  const raise = (signal: NodeJS.Signals) => {
    if (process.platform === 'win32') return void process.emit(signal, signal);
    // What stops the program gives the terminal back as it was.
    keyboard.setRawMode(false);
    // As the terminal does: to all that run in the foreground, a launcher too.
    process.kill(0, signal);
  };
  const listen = () => {
    keyboard.setRawMode(false);
    keyboard.setRawMode(true);
    keyboard.resume();
  };
  // Ctrl-Z and `bg`: from then on the keys are the shell's.
  const listenInForeground = () => void (isForeground() ? listen() : keyboard.pause());
  // The terminal may go before the wait is over.
  keyboard.on('data', onKeys).on('error', () => undefined);
  process.on('SIGCONT', listenInForeground);
  listen();
  return () => {
    process.off('SIGCONT', listenInForeground);
    keyboard.off('data', onKeys);
    // In the background the system would stop whoever touches the terminal.
    if (keyboard.isRaw && isForeground()) keyboard.setRawMode(false);
    keyboard.pause();
    keyboard.unref();
  };
}
