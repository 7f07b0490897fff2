import { writeSync } from 'node:fs';
import { systemCode } from '@entra-flows/auth-core';

// Node's streams for them are made when first needed: a token from the cache says nothing on stderr,
// and the network stack that comes along with a stream is an eighth of Node's start.
let stderr: NodeJS.WriteStream | undefined;
let stdout: NodeJS.WriteStream | undefined;

/**
 * Node's own stream, which cannot end the program: `sample 2>&1 | head -1` closes the pipe early, and
 * that is the reader's right.
 */
export function standardErrorStream(): NodeJS.WriteStream {
  return (stderr ??= process.stderr.on('error', () => undefined));
}

/** Where a sample speaks to the person; what asks nothing of it makes no stream. */
export const standardError = {
  write: (text: string) => standardErrorStream().write(text),
  get isTTY(): boolean {
    return standardErrorStream().isTTY;
  },
  get columns(): number {
    return standardErrorStream().columns;
  },
};

/**
 * Writes to the standard output, whole, before it returns. An answer that cannot be written for
 * another reason than a closed pipe, such as a full disk, is said in one line.
 */
export function writeOut(text: string): void {
  let rest = Buffer.from(text);
  try {
    // Windows writes to a console in a way of its own; a stream that is in use keeps its order.
    while (rest.length > 0 && !stdout && process.platform !== 'win32')
      rest = rest.subarray(writeSync(1, rest));
  } catch (error) {
    const code = systemCode(error);
    // EAGAIN: the pipe is shared with a program that does not wait for it. The stream comes back to it.
    if (code !== 'EAGAIN') return notWritten(error);
  }
  if (rest.length > 0) (stdout ??= process.stdout.on('error', notWritten)).write(rest);
}

/** Calls back when the reader has taken what `writeOut` wrote, or has gone. */
export function onceWritten(done: () => void): void {
  if (stdout) stdout.write('', () => done());
  else done();
}

function notWritten(error: unknown): void {
  const code = systemCode(error);
  if (code === 'EPIPE') return;
  standardError.write(`The answer could not be written to the standard output (${code}).\n`);
  // At the very end: what the program itself makes of its work comes later than this.
  process.once('exit', () => void (process.exitCode = 1));
}
