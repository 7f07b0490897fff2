import type { AccountInfo } from '@azure/msal-node';
import { messageLanguage } from '@entra-flows/auth-core';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { type AskingOptions, askingStreams, askLine } from './ask-line.ts';
import { plainLine } from './plain-text.ts';
import { screenOf, writeLine } from './screen.ts';
import { standardError } from './standard-streams.ts';
import { promptTexts } from './all-texts.ts';

type AccountPicker = (accounts: AccountInfo[]) => Promise<AccountInfo | undefined>;

/**
 * Lets the user choose an account by its number, in the terminal. It asks once a run, since the API
 * call needs a token for the same account.
 *
 * @returns for `chooseAccount` of `acquireToken`; it resolves with undefined without a terminal, and
 *   throws as `askLine` does
 */
export function accountPicker(options: AskingOptions): AccountPicker {
  let chosen: Promise<AccountInfo | undefined> | undefined;
  return (accounts) => (chosen ??= ask(accounts, options));
}

async function ask(
  accounts: AccountInfo[],
  options: AskingOptions,
): Promise<AccountInfo | undefined> {
  const streams = askingStreams();
  if (!streams) return undefined;
  const texts = promptTexts[messageLanguage()];
  const { style, width } = screenOf(standardError);
  const rows = accounts.map(
    ({ username, tenantId }, index) =>
      [
        String(index + 1),
        `${style.strong(plainLine(username))}  ${style.soft(`(${plainLine(tenantId)})`)}`,
      ] as const,
  );
  streams.output.write(`${inColumns(rows, { width, look: style.link }).join('\n')}\n`);
  for (;;) {
    const answer = await askLine(texts.whichAccount(accounts.length), options);
    if (answer === undefined) return undefined;
    const chosen = /^\d{1,9}$/.test(answer.trim()) ? accounts[Number(answer) - 1] : undefined;
    if (chosen) return chosen;
    writeLine(texts.noSuchNumber(plainLine(answer, 20)));
  }
}
