import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { messageLanguage, systemCode } from '@entra-flows/auth-core';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './prompt-texts.ts';
import { standardErrorStream } from './standard-streams.ts';
import { UsageError } from './usage-error.ts';

export interface PasswordSource {
  /** Whose password it is, for the prompt. */
  username: string;
  /** A descriptor that this process was started with, as in `3< file`; a hidden prompt when missing. */
  descriptor?: number | undefined;
  signal: AbortSignal;
}

/** Longer than this (characters) is no password but a mistake. */
const LONGEST = 1024;

/**
 * Reads a password: from a file descriptor, or from a person who sees nothing of what they type. Never
 * from an argument or a variable, where every program of this machine could read it.
 *
 * @throws {UsageError} where there is neither a terminal nor a descriptor, or nothing usable comes
 */
export async function readPassword({
  username,
  descriptor,
  signal,
}: PasswordSource): Promise<string> {
  const password =
    descriptor === undefined
      ? await ask(username, signal)
      : await readDescriptor(descriptor, signal);
  if (password.length === 0 || password.length > LONGEST) {
    throw new UsageError(`A password has 1 to ${LONGEST} characters; this one has none or more.`);
  }
  return password;
}

async function ask(username: string, signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  const stderr = standardErrorStream();
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new UsageError(
      'There is no terminal to ask for the password. Give it by a file descriptor: --password-fd 3 3< FILE',
    );
  }
  // readline echoes what is typed to its output; this one forgets it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Only now: until readline has the terminal, the system itself shows what is typed.
  stderr.write(promptTexts[messageLanguage()].password(plainLine(username)));
  try {
    return await lines.question('', { signal });
  } finally {
    lines.close();
    stderr.write('\n');
  }
}

/** The first line, or all of it where there is no line end. */
async function readDescriptor(fd: number, signal: AbortSignal): Promise<string> {
  const stream = createReadStream('', { fd, encoding: 'utf8', autoClose: false, signal });
  let text = '';
  try {
    for await (const part of stream) {
      text += String(part);
      if (text.includes('\n') || text.length > LONGEST + 2) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new UsageError(
      `--password-fd ${fd} cannot be read (${systemCode(error)}). Start the program with: ${fd}< FILE`,
    );
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
