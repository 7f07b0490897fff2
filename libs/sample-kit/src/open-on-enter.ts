import type { DeviceCodePrompt } from '@entra-flows/auth-core';
import { askingStreams } from './ask-line.ts';
import { isForeground } from './is-foreground.ts';
import { openLink } from './open-link.ts';
import { plainLine } from './plain-text.ts';
import type { PromptTexts } from './prompt-texts.ts';
import { standardError } from './standard-streams.ts';

/**
 * Lets the user open the sign-in link in a browser of this machine: at once with `--open`, otherwise
 * with the Enter key where there is a keyboard. The keyboard stays in line mode, so that Ctrl-C, Ctrl-Z
 * and the rest work as always.
 *
 * @param atOnce - open it without waiting for a key
 * @returns stops listening to the keyboard
 */
export function openOnEnter(
  prompt: DeviceCodePrompt,
  atOnce: boolean,
  texts: PromptTexts,
): () => void {
  const link = prompt.verificationUriComplete ?? prompt.verificationUri;
  const onFailed = ({ message }: Error) =>
    standardError.write(`\n${texts.openerFailed(plainLine(message, 300))}\n`);
  const openIt = () =>
    void openLink(link, { onFailed }).catch(() => standardError.write(`\n${texts.noBrowser}\n`));
  if (atOnce) openIt();
  const keyboard = askingStreams()?.input;
  if (!keyboard) return () => undefined;
  standardError.write(`${texts.pressEnter}\n`);
  // The terminal may go before the wait is over.
  keyboard.on('data', openIt).on('error', () => undefined);
  // Ctrl-Z and `bg`: from then on the keys are the shell's.
  const listenInForeground = () => void (isForeground() ? keyboard.resume() : keyboard.pause());
  process.on('SIGCONT', listenInForeground);
  return () => {
    process.off('SIGCONT', listenInForeground);
    keyboard.off('data', openIt);
    keyboard.pause();
    process.stdin.unref();
  };
}
