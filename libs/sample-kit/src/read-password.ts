import { createReadStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { ClientAuthError } from '@azure/msal-node';
import { messageLanguage, systemCode } from '@entra-flows/auth-core';
import { askingStreams, askLine, type AskingOptions } from './ask-line.ts';
import { plainLine } from './plain-text.ts';
import { promptTexts } from './prompt-texts.ts';
import { UsageError } from './usage-error.ts';

export interface PasswordSource extends AskingOptions {
  /** Whose password it is, for the prompt. */
  username: string;
  /** A descriptor that this process was started with, as in `3< file`; a hidden prompt when missing. */
  descriptor?: number | undefined;
}

/** Longer than this (characters) is no password but a mistake. */
const LONGEST = 1024;

/**
 * Reads a password: from a file descriptor, or from a user who sees nothing of what they type. Never
 * from an argument or a variable, where every program of this machine could read it.
 *
 * @throws {ClientAuthError} `user_timeout_reached`; `user_canceled` where the question is left
 * @throws {UsageError} where there is neither a terminal nor a descriptor, or nothing usable comes
 */
export async function readPassword(source: PasswordSource): Promise<string> {
  const { descriptor } = source;
  const password =
    descriptor === undefined ? await ask(source) : await readDescriptor(descriptor, source);
  if (password.length === 0 || password.length > LONGEST) {
    throw new UsageError(`A password has 1 to ${LONGEST} characters; this one has none or more.`);
  }
  return password;
}

async function ask({ username, ...options }: PasswordSource): Promise<string> {
  const streams = askingStreams();
  if (!streams) {
    throw new UsageError(
      'There is no terminal to ask for the password. Give it by a file descriptor: --password-fd 3 3< FILE',
    );
  }
  const question = promptTexts[messageLanguage()].password(plainLine(username));
  return askLine(question, { ...options, hidden: true }, streams);
}

/** The first line, or all of it where there is no line end. */
async function readDescriptor(fd: number, { signal, timeout }: AskingOptions): Promise<string> {
  const limits = timeout === undefined ? [signal] : [signal, AbortSignal.timeout(timeout * 1000)];
  const over = AbortSignal.any(limits);
  let text = '';
  try {
    for await (const part of addAbortSignal(over, streamOf(fd))) {
      text += String(part);
      if (text.includes('\n') || text.length > LONGEST + 2) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (over.aborted) {
      const late = `no password came from --password-fd ${fd} within ${timeout} s`;
      throw new ClientAuthError('user_timeout_reached', '', late);
    }
    throw new UsageError(
      `--password-fd ${fd} cannot be read (${systemCode(error)}). Start the program with: ${fd}< FILE`,
    );
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/**
 * What waits for another program is polled: a read of `fs` that waits takes a thread, which the program
 * could not leave behind at its end.
 */
function streamOf(fd: number): Readable {
  const kind = fstatSync(fd);
  if (isatty(fd)) return new ReadStream(fd).setEncoding('utf8');
  if (kind.isFIFO() || kind.isSocket())
    return new Socket({ fd, readable: true, writable: false }).setEncoding('utf8');
  return createReadStream('', { fd, encoding: 'utf8', autoClose: false });
}
