import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { terminalStyle, type TerminalStyle } from '@entra-flows/primitives/terminal-style';
import { standardError } from './standard-streams.ts';

/** A stream for the user's eyes. */
export interface ShownStream {
  /** Writes text as it is. */
  write(text: string): unknown;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  /** Width of the terminal in characters; 0 or undefined where it is not known. */
  readonly columns?: number | undefined;
}

/** How to write to a stream. */
export interface Screen {
  /** Colours and signs. */
  style: TerminalStyle;
  /** Columns; `Infinity` off a terminal, where no line is broken. */
  width: number;
}

/** How to write to this stream. */
export function screenOf(stream: ShownStream): Screen {
  return { style: terminalStyle(stream.isTTY ?? false), width: columnsOf(stream) };
}

/**
 * Writes a text and ends its line. A terminal breaks it between words, and nothing else does.
 *
 * @param stream - default: stderr
 */
export function writeLine(text: string, stream: ShownStream = standardError): void {
  stream.write(`${wrapWords(text, columnsOf(stream))}\n`);
}
