import type { FleetFigures } from './run-fleet.ts';

const number = (value: number) => value.toLocaleString('en');

/** The figures of a run, for a terminal. */
export function printTable({ devices, rate, scenarios }: FleetFigures): string {
  const head = [
    'scenario',
    'seconds',
    'requests',
    '429',
    'failed',
    'first second',
    'most after',
    'with a token',
  ];
  const rows = scenarios.map((scenario) => [
    scenario.name,
    number(scenario.seconds),
    number(scenario.requests),
    number(scenario.throttled),
    number(scenario.failed),
    number(scenario.firstSecond),
    number(scenario.most),
    number(devices - scenario.withoutToken),
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
