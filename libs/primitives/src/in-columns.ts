import stringWidth from 'fast-string-width';
import { wrapWords } from './wrap-words.ts';

/** Fills a text up with spaces to this many columns. */
export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - stringWidth(text)));

/** How rows stand in a terminal. */
export interface Columns {
  /** Of the terminal; `Infinity` off one, where no line is broken. */
  width: number;
  /** In front of each line. */
  indent?: string;
  /** The least that the first column takes, and the most: content of a wider one goes to the next line. */
  first?: readonly [least: number, most: number];
  /** Changes the look of the first column. */
  look?: (text: string) => string;
}

/**
 * Rows of two columns, a word and its content. Content that is too wide goes on below itself; where the
 * terminal leaves it no room beside the word, it begins on the next line. So does a link that fits only there,
 * as far left as it needs: a terminal would break it.
 */
export function inColumns(
  rows: readonly (readonly [word: string, content: string])[],
  { width, indent = '  ', first: [least, most] = [0, 30], look = (text) => text }: Columns,
): string[] {
  const widest = rows.map(([word]) => stringWidth(word)).filter((one) => one <= most);
  const column = Math.max(least, ...widest);
  const left = indent.length + column + 2;
  const isNarrow = width - left < 20;
  const margin = isNarrow ? `${indent}  ` : ' '.repeat(left);
  return rows.flatMap(([word, content]) => {
    const length = content.includes(' ') ? 0 : stringWidth(content);
    if (!isNarrow && left + length > width)
      return [indent + look(word), `${indent.length + length > width ? '' : indent}${content}`];
    const [start = '', ...rest] = wrapWords(content, width - margin.length).split('\n');
    const others = rest.map((line) => margin + line);
    if (isNarrow || stringWidth(word) > column)
      return [indent + look(word), ...(start ? [margin + start] : []), ...others];
    return [
      `${indent}${look(word)}${padTo('', column - stringWidth(word))}  ${start}`,
      ...others,
    ].map((line) => line.trimEnd());
  });
}
