import { closeSync, fstatSync, statSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { systemCode } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import { columnsOf, wrapRows } from '@entra-flows/primitives/wrap-words';

/**
 * Keeps the exit code when the terminal has been closed. On exit, Node restores the settings of the
 * terminal and aborts if it cannot, with a core file that contains the tokens. It skips closed
 * descriptors, so lost terminals are closed before.
 */
export function surviveHangup(): void {
  process.once('exit', () => [0, 1, 2].filter(isLostTerminal).forEach((lost) => closeSync(lost)));
}

function isLostTerminal(descriptor: number): boolean {
  try {
    return isDevice(descriptor) && !isatty(descriptor);
  } catch {
    return false;
  }
}

/**
 * Whether a descriptor is a character device that could be a terminal. `isatty` loads the network stack,
 * so only devices pay for it.
 */
function isDevice(descriptor: number): boolean {
  const device = fstatSync(descriptor);
  return device.isCharacterDevice() && device.rdev !== statSync('/dev/null').rdev;
}

/** Whether a descriptor is a terminal; false for one that is closed. */
function isTerminal(descriptor: number): boolean {
  try {
    return (process.platform === 'win32' || isDevice(descriptor)) && isatty(descriptor);
  } catch {
    return false;
  }
}

// Node's streams are made when first needed: a run that takes its token from the cache writes nothing
// to stderr, and loading the network stack for a stream takes an eighth of Node's start.
let stderr: NodeJS.WriteStream | undefined;
let stdout: NodeJS.WriteStream | undefined;

/** Node's own stream for stderr, whose errors do not end the program: `sample 2>&1 | head -1` closes the pipe. */
export function standardErrorStream(): NodeJS.WriteStream {
  return (stderr ??= process.stderr.on('error', () => undefined));
}

/** stderr, where a sample writes prompts and messages. The stream is made when it is first used. */
export const standardError = {
  /** Writes text; a closed pipe is ignored. */
  write: (text: string) => standardErrorStream().write(text),
  /** Whether it is a terminal. */
  get isTTY(): boolean {
    return standardErrorStream().isTTY;
  },
  /** Width of the terminal in characters; 0 or undefined where it is not known. */
  get columns(): number {
    return standardErrorStream().columns;
  },
};

/** stdout, where a sample writes its answer. */
export const standardOutput = {
  /** Writes all of a text before it returns. */
  write: (text: string) => writeOut(text),
  /** Whether it is a terminal. */
  get isTTY(): boolean {
    return isTerminal(1);
  },
  /** Width of the terminal in characters; 0 or undefined where it is not known. */
  get columns(): number | undefined {
    return isTerminal(1) ? process.stdout.columns : undefined;
  },
};

/**
 * Writes all of a text to stdout before it returns. Where that fails, a line on stderr says why and the
 * exit code becomes 1; a closed pipe is ignored.
 */
export function writeOut(text: string): void {
  let rest = Buffer.from(text);
  try {
    // Not to a console of Windows, and not past a stream that is in use, which keeps its order.
    while (rest.length > 0 && !stdout && process.platform !== 'win32')
      rest = rest.subarray(writeSync(1, rest));
  } catch (error) {
    const code = systemCode(error);
    // EAGAIN: a program that shares the pipe has made it non-blocking. The stream waits and goes on.
    if (code !== 'EAGAIN') return notWritten(error);
  }
  if (rest.length > 0) (stdout ??= process.stdout.on('error', notWritten)).write(rest);
}

/** Writes a help text to stdout; a terminal breaks it between words, and content of a row below itself. */
export const writeHelp = (text: string): void =>
  writeOut(wrapRows(text, columnsOf(standardOutput)));

/** Calls back when what `writeOut` wrote has been taken by the reader, or the reader has gone. */
export function onceWritten(done: () => void): void {
  if (stdout) stdout.write('', () => done());
  else done();
}

function notWritten(error: unknown): void {
  const code = systemCode(error);
  if (code === 'EPIPE') return;
  const text = said({
    en: `The answer could not be written to the standard output (${code}).`,
    ko: `응답을 표준 출력에 쓸 수 없었습니다(${code}).`,
  });
  standardError.write(`${text}\n`);
  // On exit: the program sets its own exit code later than this.
  process.once('exit', () => void (process.exitCode = 1));
}
