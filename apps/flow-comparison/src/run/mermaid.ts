import type { Actor } from '../messages.ts';
import { type Diagram, intervalOf, type Row } from './diagram.ts';

/** The words of a diagram. */
export interface DiagramWords {
  actor: (actor: Actor) => string;
  label: (row: Row) => string;
}

/**
 * The diagram as text that GitHub and others draw.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function mermaidOf({ actors, rows }: Diagram, words: DiagramWords): string {
  return [
    'sequenceDiagram',
    ...actors.map((actor) => `  participant ${actor} as ${plain(words.actor(actor))}`),
    ...rows.flatMap((row) => lineOf(row, words)),
    '',
  ].join('\n');
}

function lineOf(row: Row, words: DiagramWords): string[] {
  const text = plain(words.label(row));
  if (row.from === row.to) return [`  note over ${row.from}: ${text}`];
  const arrow = row.failed === undefined ? (row.part === 'answer' ? '-->>' : '->>') : '--x';
  const line = `${row.from}${arrow}${row.to}: ${text}`;
  if (!row.isFold || row.events.length < 2) return [`  ${line}`];
  const every = intervalOf(row);
  return [
    `  loop × ${row.events.length}${every === undefined ? '' : `, ${every} s`}`,
    `    ${line}`,
    '  end',
  ];
}

/** Semicolons end a line of Mermaid, and `#` begins an entity. */
const plain = (text: string) =>
  text.replace(/[\r\n]+/g, ' ').replace(/[#;<>]/g, (one) => `#${one.charCodeAt(0)};`);
