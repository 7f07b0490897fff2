import type { DeviceCodePrompt } from '@entra-flows/auth-core';
import { openLink } from './open-link.ts';
import type { PromptTexts } from './prompt-texts.ts';
import { standardError } from './standard-streams.ts';

/**
 * Lets the person open the sign-in link in this machine's browser: at once with `--open`, else
 * with the Enter key where there is a keyboard. The keyboard stays in line mode, so Ctrl-C, Ctrl-Z
 * and the rest work as always.
 *
 * @returns ends the listening
 */
export function openOnEnter(
  prompt: DeviceCodePrompt,
  atOnce: boolean,
  texts: PromptTexts,
): () => void {
  const link = prompt.verificationUriComplete ?? prompt.verificationUri;
  const openIt = () =>
    void openLink(link).catch(() => standardError.write(`\n${texts.noBrowser}\n`));
  if (atOnce) openIt();
  if (!process.stdin.isTTY || !standardError.isTTY) return () => undefined;
  standardError.write(`${texts.pressEnter}\n`);
  process.stdin.on('data', openIt);
  return () => {
    process.stdin.off('data', openIt);
    process.stdin.pause();
    process.stdin.unref();
  };
}
