import { statSync } from 'node:fs';

/**
 * A command of BROWSER as program and arguments. `%s` stands for the link, which comes last where it is
 * missing; quotes keep words together, and a path with spaces is whole where such a file exists.
 */
export function browserCommand(entry: string, link: string): string[] {
  if (isFile(entry.trim())) return [entry.trim(), link];
  const words = wordsOf(entry);
  const count = words.findLastIndex((_, at) => at > 0 && isFile(words.slice(0, at + 1).join(' ')));
  const program = words.slice(0, Math.max(count, 0) + 1).join(' ');
  const args = words.slice(Math.max(count, 0) + 1);
  const withLink = args.map((word) =>
    word.replaceAll(/%[s%]/g, (mark) => (mark === '%s' ? link : '%')),
  );
  const hasPlace = args.some((word) => word.replaceAll('%%', '').includes('%s'));
  return [program, ...withLink, ...(hasPlace ? [] : [link])];
}

function wordsOf(entry: string): string[] {
  const words: string[] = entry.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(
      /"([^"]*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
    ),
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
