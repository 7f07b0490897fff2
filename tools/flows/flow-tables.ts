import type { Flow } from '@entra-flows/flow-catalog';

/** The samples, for the README. */
export function samplesTable(flows: readonly Flow[]): string {
  const rows = shown(flows).map(({ sample, name, choose }) => [
    link(sample, `apps/${sample}/README.md`),
    name,
    choose,
  ]);
  return table(['sample', 'flow', 'for'], rows);
}

/** What else there is, for the README of the sample `own`. */
export function siblingsTable(flows: readonly Flow[], own: string): string {
  const rows = shown(flows)
    .filter(({ sample }) => sample !== own)
    .map(({ sample, choose }) => [link(sample, `../${sample}/README.md`), choose]);
  return table(['another sample', 'for'], rows);
}

/** All flows side by side. */
export function comparisonTable(flows: readonly Flow[]): string {
  const rows = flows.map((flow) => [
    link(flow.name, flow.document),
    shown([flow])
      .map(({ sample }) => link(sample, `../../apps/${sample}/README.md`))
      .join(', '),
    flow.choose,
    flow.prompts,
    wire(flow.requests?.first),
    wire(flow.requests?.again),
    flow.systems,
  ]);
  return table(
    ['flow', 'sample', 'choose it for', 'the person is asked', 'requests', 'again', 'runs on'],
    rows,
  );
}

/** Limits and security, flow by flow. */
export function limitsTable(flows: readonly Flow[]): string {
  const rows = flows.map(({ name, cannot, security }) => [
    name,
    cannot.join('; '),
    security.join('; '),
  ]);
  return table(['flow', 'cannot serve', 'security'], rows);
}

/** Each sample once, with what it is for. */
export function shown(flows: readonly Flow[]): { sample: string; name: string; choose: string }[] {
  return flows.flatMap(({ sample, name, choose, alsoShownBy = [] }) => [
    ...(sample ? [{ sample, name, choose }] : []),
    ...alsoShownBy.map((other) => ({ name, ...other })),
  ]);
}

const wire = (requests: readonly string[] | undefined): string | undefined =>
  requests && (requests.length > 0 ? `${requests.length}: ${requests.join(', ')}` : 'none');

const link = (text: string, address: string): string => `[${text}](${address})`;

function table(head: string[], rows: (string | undefined)[][]): string {
  const line = (cells: (string | undefined)[]): string =>
    `| ${cells.map((cell = '') => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
