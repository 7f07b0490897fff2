import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ClientAuthError } from '@azure/msal-node';
import { isForeground } from './is-foreground.ts';
import { standardErrorStream } from './standard-streams.ts';

/** The terminal at which the user is asked; the questions go to stderr. */
export interface AskingStreams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

/** How long a question waits. */
export interface AskingOptions {
  signal: AbortSignal;
  /** Seconds that the user has. */
  timeout?: number | undefined;
}

/** ms: a terminal that closes ends its input a little before its SIGHUP arrives, which says more. */
const UNTIL_HANGUP = 100;

/** @returns undefined where no user sits at a terminal whose keys reach this process */
export function askingStreams(): AskingStreams | undefined {
  const streams = { input: process.stdin, output: standardErrorStream() };
  return streams.input.isTTY && streams.output.isTTY && isForeground() ? streams : undefined;
}

/**
 * Asks for one line. What is typed is edited by the terminal itself, so that its keys, its width and
 * Ctrl-C are as always.
 *
 * @param options.hidden - shows nothing of what is typed
 * @throws {ClientAuthError} `user_canceled` at the end of the input, `user_timeout_reached`
 * @throws the reason of the signal
 */
export async function askLine(
  question: string,
  { signal, timeout, hidden = false }: AskingOptions & { hidden?: boolean },
  { input, output }: AskingStreams,
): Promise<string> {
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
      const late = `no answer came within ${timeout} s`;
      if (timeout !== undefined)
        timer = setTimeout(
          () => reject(new ClientAuthError('user_timeout_reached', '', late)),
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
