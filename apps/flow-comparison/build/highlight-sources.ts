import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/javascript';

/** A piece of a line, and the name of its look. */
type Piece = readonly [text: string, look?: string];

const looks = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.string, tags.special(tags.string)], class: 'string' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'keyword' },
  { tag: [tags.number, tags.bool, tags.null], class: 'number' },
  { tag: [tags.typeName, tags.className], class: 'type' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'function' },
]);

const typescript = parser.configure({ dialect: 'ts' });

/** A source as lines of pieces. */
function highlight(source: string): Piece[][] {
  const lines: Piece[][] = [[]];
  highlightCode(
    source.trimEnd(),
    typescript.parse(source),
    looks,
    (text, look) => lines.at(-1)?.push(look ? [text, look] : [text]),
    () => lines.push([]),
  );
  return lines;
}

/** main.ts of every app beside this one. */
export function highlightedSources(apps: string): Record<string, Piece[][]> {
  const files = readdirSync(apps)
    .map((app) => [app, join(apps, app, 'src/main.ts')] as const)
    .filter(([, file]) => existsSync(file));
  return Object.fromEntries(
    files.map(([app, file]) => [app, highlight(readFileSync(file, 'utf8'))]),
  );
}
