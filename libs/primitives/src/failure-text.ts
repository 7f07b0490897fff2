import stringWidth from 'fast-string-width';
import { terminalStyle } from './terminal-style.ts';
import { columnsOf, wrapRows } from './wrap-words.ts';

/** Where the last words of a program are written. */
interface Screen {
  /** Whether it is a terminal. */
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
}

/**
 * What is wrong, as the last words of a program: a sign and the message, wrapped at the width of the stream,
 * rows of two columns below themselves.
 *
 * @param message - of one line or several; the first says what is wrong
 * @param stream - where it is written; default: stderr
 */
export function failureText(message: string, stream: Screen = process.stderr): string {
  const { bad, signs } = terminalStyle(stream.isTTY ?? false);
  const indent = ' '.repeat(stringWidth(signs.failed) + 1);
  const lines = wrapRows(message, columnsOf(stream) - indent.length).split('\n');
  const [first = '', ...others] = lines;
  const rest = others.map((line) => (line ? `${indent}${line}\n` : '\n'));
  return `${bad(signs.failed)} ${first}\n${rest.join('')}`;
}
