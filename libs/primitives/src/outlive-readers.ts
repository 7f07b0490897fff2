import { failureText } from './failure-text.ts';
import { said } from './said.ts';

/** What a program writes to. */
type Written = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/**
 * Keeps a program from ending with a stack trace where its output cannot be written: `program --help | head -1`
 * closes the pipe, and a disk may be full. A full disk is told on `err`, and makes the exit code a 1.
 *
 * @param streams - default: those of this process
 * @param onEnd - ends a program that would go on without a reader; it gets the exit code
 */
export function outliveReaders(
  { out, err }: { out: Written; err: Written } = { out: process.stdout, err: process.stderr },
  onEnd?: (code: number) => void,
): void {
  err.on('error', () => undefined);
  out.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return onEnd?.(0);
    const text = said({
      en: `The output could not be written: ${message}.`,
      ko: `출력을 쓸 수 없었습니다(${message}).`,
    });
    err.write(failureText(text, err));
    // On exit: the program sets its own exit code later than this.
    process.once('exit', () => void (process.exitCode = 1));
    onEnd?.(1);
  });
}
