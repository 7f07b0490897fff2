import { createInterface } from 'node:readline/promises';
import type { AccountInfo } from '@azure/msal-node';
import { messageLanguage } from '@entra-flows/auth-core';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './prompt-texts.ts';
import { standardErrorStream } from './standard-streams.ts';

/** Where the person is asked; the questions go to stderr. */
export interface PickerStreams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

/** Chooses one among several accounts. */
export type AccountPicker = (accounts: AccountInfo[]) => Promise<AccountInfo>;

/**
 * Lets the person choose an account by its number: the account picker of a terminal. It asks once a
 * run: an API call needs a token too, for the same account.
 *
 * @param signal - ends the question
 * @returns for `chooseAccount` of `acquireToken`; undefined where nobody sits at a terminal, so that
 *   several accounts are an error there and not a guess
 */
export function accountPicker(
  signal: AbortSignal,
  { input, output }: PickerStreams = { input: process.stdin, output: standardErrorStream() },
): AccountPicker | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  let chosen: Promise<AccountInfo> | undefined;
  return (accounts) => (chosen ??= ask(accounts, signal, { input, output }));
}

async function ask(
  accounts: AccountInfo[],
  signal: AbortSignal,
  { input, output }: PickerStreams,
): Promise<AccountInfo> {
  const texts = promptTexts[messageLanguage()];
  accounts.forEach(({ username, tenantId }, index) =>
    output.write(`  ${index + 1}  ${plainLine(username)}  (${plainLine(tenantId)})\n`),
  );
  const lines = createInterface({ input, output });
  // Ctrl-C belongs to the program, which ends with 130; readline would keep it to itself.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    for (;;) {
      const answer = await lines.question(texts.whichAccount(accounts.length), { signal });
      const chosen = /^\d{1,9}$/.test(answer.trim()) ? accounts[Number(answer) - 1] : undefined;
      if (chosen) return chosen;
      output.write(`${texts.noSuchNumber(plainLine(answer, 20))}\n`);
    }
  } finally {
    lines.close();
  }
}
