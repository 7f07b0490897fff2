import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ClientAuthError } from '@azure/msal-node';
import { isForeground } from './is-foreground.ts';
import { standardErrorStream } from './standard-streams.ts';

/** The terminal at which the user is asked; the questions go to stderr. */
export interface AskingStreams {
  /** The keyboard. */
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** The screen. */
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

/** How a question is asked, and how long it waits. */
export interface AskingOptions {
  /** Ends the question; its reason is thrown. */
  signal: AbortSignal;
  /** Seconds that the user has; no limit when missing. */
  timeout?: number | undefined;
  /** Show nothing of what is typed. Default: false */
  hidden?: boolean | undefined;
}

/** ms: a terminal that closes ends its input a little before its SIGHUP arrives, which says more. */
const UNTIL_HANGUP = 100;

/**
 * The terminal of this process.
 *
 * @returns undefined without a terminal whose keys reach this process: in a pipe, a service, a
 *   background job
 */
export function askingStreams(): AskingStreams | undefined {
  const streams = { input: process.stdin, output: standardErrorStream() };
  return streams.input.isTTY && streams.output.isTTY && isForeground() ? streams : undefined;
}

/**
 * Asks the user for one line. The terminal itself edits what is typed, so that its keys, its width
 * and Ctrl-C are as always.
 *
 * @param question - printed as it is, on stderr
 * @returns what was typed, without the line end; undefined where `askingStreams` finds no terminal
 * @throws {ClientAuthError} `user_canceled` at the end of the input, `user_timeout_reached`
 * @throws the reason of the signal
 */
export async function askLine(
  question: string,
  { signal, timeout, hidden = false }: AskingOptions,
): Promise<string | undefined> {
  const streams = askingStreams();
  if (!streams) return undefined;
  const { input, output } = streams;
  signal.throwIfAborted();
  // readline has the terminal show nothing, and echoes to its output; this one forgets it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface(
    hidden ? { input, output: nowhere, terminal: true } : { input, terminal: false },
  );
  // Ctrl-C belongs to the program, which ends with 130; where nothing is shown, readline gets it.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  let isEndOfLine = false;
  let stop = () => undefined as void;
  let timer: NodeJS.Timeout | undefined;
  let leaving: NodeJS.Timeout | undefined;
  output.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', (line) => {
        isEndOfLine = !hidden;
        resolve(line);
      });
      const left = () => reject(new ClientAuthError('user_canceled', '', 'the question was left'));
      const ended = () => (leaving ??= setTimeout(left, UNTIL_HANGUP));
      lines.once('close', ended).once('error', ended);
      stop = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      if (timeout !== undefined)
        timer = setTimeout(
          () =>
            reject(
              new ClientAuthError('user_timeout_reached', '', `no answer within ${timeout} s`),
            ),
          timeout * 1000,
        );
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    lines.close();
    clearTimeout(leaving);
    if (!isEndOfLine) output.write('\n');
  }
}
