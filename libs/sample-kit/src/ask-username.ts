import { messageLanguage } from '@entra-flows/auth-core';
import { askingStreams, askLine, type AskingOptions } from './ask-line.ts';
import { promptTexts } from './prompt-texts.ts';
import { UsageError } from './usage-error.ts';

/**
 * Asks who signs in, for a flow that cannot go on without a name.
 *
 * @throws {UsageError} where no user can be asked, with the option that names the account
 */
export async function askUsername(options: AskingOptions): Promise<string> {
  const streams = askingStreams();
  if (!streams) throw new UsageError('Whose password? Name the account: --account NAME');
  for (;;) {
    const answer = await askLine(promptTexts[messageLanguage()].username, options, streams);
    if (answer.trim()) return answer.trim();
  }
}
