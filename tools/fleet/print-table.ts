import type { FleetFigures } from './run-fleet.ts';

const number = (value: number) => value.toLocaleString('en');

/** The figures of a run, for a terminal. */
export function printTable({ devices, rate, stories }: FleetFigures): string {
  const head = [
    'story',
    'seconds',
    'requests',
    '429',
    'failed',
    'first second',
    'most after',
    'with a token',
  ];
  const rows = stories.map((story) => [
    story.name,
    number(story.seconds),
    number(story.requests),
    number(story.throttled),
    number(story.failed),
    number(story.firstSecond),
    number(story.most),
    number(devices - story.withoutToken),
  ]);
  const widths = head.map((word, at) =>
    Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ');
  const title = `${number(devices)} devices; the authority takes ${number(rate)} requests a second`;
  return [title, '', line(head), ...rows.map(line), ''].join('\n');
}
