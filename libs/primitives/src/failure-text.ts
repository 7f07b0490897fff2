import stringWidth from 'fast-string-width';
import { terminalStyle } from './terminal-style.ts';
import { columnsOf, wrapWords } from './wrap-words.ts';

/**
 * What is wrong, as the last words of a program: a sign and the message, wrapped at the width of the stream.
 *
 * @param message - of one line or several; the first says what is wrong
 * @param stream - where it is written; default: stderr
 */
export function failureText(
  message: string,
  stream: { isTTY?: boolean | undefined; columns?: number | undefined } = process.stderr,
): string {
  const { bad, signs } = terminalStyle(stream.isTTY ?? false);
  const indent = ' '.repeat(stringWidth(signs.failed) + 1);
  const lines = wrapWords(message, columnsOf(stream) - indent.length).split('\n');
  const [first = '', ...others] = lines;
  const rest = others.map((line) => (line ? `${indent}${line}\n` : '\n'));
  return `${bad(signs.failed)} ${first}\n${rest.join('')}`;
}
