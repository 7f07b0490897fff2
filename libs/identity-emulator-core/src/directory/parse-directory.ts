import { checkDirectory } from './check-directory.ts';
import type { Directory } from './directory.ts';

/** Characters; the largest honest directory is far below. */
const maxLength = 20_000_000;

/**
 * Reads a directory from JSON text.
 *
 * @throws TypeError that says where the text is no JSON, or which field is wrong and what is allowed
 */
export function parseDirectory(json: string): Directory {
  if (json.length > maxLength) throw new TypeError('The directory is too long: 20 MB at most.');
  try {
    return checkDirectory(JSON.parse(json.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TypeError(`The directory is no JSON: ${where(error)}.`, { cause: error });
  }
}

/** What the parser says, without the text that it quotes. */
function where({ message }: SyntaxError): string {
  if (/end of JSON/.test(message)) return 'it ends too soon, or is empty';
  const place = /position \d+( \(line \d+ column \d+\))?/.exec(message)?.[0];
  if (place !== undefined) return `it cannot be read at ${place}`;
  return `it cannot be read: ${/^Unexpected token '?.'?/u.exec(message)?.[0] ?? 'a value is wrong'}`;
}
