import stringWidth from 'fast-string-width';

/** Columns that words need; with fewer, they start further left. */
const fewest = 16;

/** A command on a line of its own, behind variables or not: the terminal breaks it, so that it can be copied. */
const COMMAND = /^ {2,}(?:[A-Z]\w+=\S+ )*(?:np[mx]|node) /;

/**
 * Breaks text at spaces, so that a terminal does not break it inside words. A word that is longer than the
 * line stays whole, as it may be a link, and so does an indented line that is a command of npm, npx or node. Wide letters (한글) count twice, colours and accents not at all.
 *
 * @param columns - of the terminal; `Infinity` breaks nothing
 * @param hanging - where the lines that follow a broken one start; default: where it starts itself
 */
export function wrapWords(text: string, columns: number, hanging?: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns, hanging))
    .join('\n');
}

/**
 * Breaks a text as `--help` has it: in a row of two columns (`  --lang LANG   en or ko`) content goes on below itself,
 * or begins on the next line where the terminal leaves it no room.
 *
 * @param columns - of the terminal; `Infinity` breaks nothing
 */
export const wrapRows = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => {
      const [start] = /^ {2,}\S+(?: \S+)* {2,}(?=\S)/.exec(line) ?? [];
      if (start === undefined) return wrapWords(line, columns);
      const hanging = stringWidth(start);
      if (columns - hanging >= fewest) return wrapWords(line, columns, hanging);
      return `${start.trimEnd()}\n${wrapWords(`    ${line.slice(start.length)}`, columns)}`;
    })
    .join('\n');

function wrapLine(line: string, columns: number, hanging?: number): string {
  if (COMMAND.test(line) || stringWidth(line) <= columns) return line;
  const own = /^ */.exec(line)?.[0].length ?? 0;
  const start = hanging === undefined || columns - hanging < fewest ? own : hanging;
  const lines: string[] = [];
  // Each word with the spaces in front of it: a table keeps its columns.
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    const longer = (lines.at(-1) ?? '') + word;
    if (lines.length === 0 || stringWidth(longer) <= columns) lines.splice(-1, 1, longer);
    else lines.push(' '.repeat(start) + word.trimStart());
  }
  return lines.join('\n');
}

/** The width of a stream: none off a terminal. A terminal that says 0 does not know, as 80 is usual. */
export function columnsOf({
  isTTY,
  columns,
}: {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}): number {
  return isTTY ? columns || 80 : Infinity;
}
