/** @typedef {import('@entra-flows/flow-catalog').Flow} Flow */

/**
 * The samples, for the README.
 *
 * @param {readonly Flow[]} flows
 */
export function samplesTable(flows) {
  const rows = shown(flows).map(({ sample, name, choose }) => [
    link(sample, `apps/${sample}/README.md`),
    name,
    choose,
  ]);
  return table(['sample', 'flow', 'for'], rows);
}

/**
 * What else there is, for the README of one sample.
 *
 * @param {readonly Flow[]} flows
 * @param {string} own name of the sample
 */
export function siblingsTable(flows, own) {
  const rows = shown(flows)
    .filter(({ sample }) => sample !== own)
    .map(({ sample, choose }) => [link(sample, `../${sample}/README.md`), choose]);
  return table(['another sample', 'for'], rows);
}

/**
 * All flows side by side.
 *
 * @param {readonly Flow[]} flows
 */
export function comparisonTable(flows) {
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

/**
 * Limits and security, flow by flow.
 *
 * @param {readonly Flow[]} flows
 */
export function limitsTable(flows) {
  const rows = flows.map(({ name, cannot, security }) => [
    name,
    cannot.join('; '),
    security.join('; '),
  ]);
  return table(['flow', 'cannot serve', 'security'], rows);
}

/**
 * Each sample once, with what it is for.
 *
 * @param {readonly Flow[]} flows
 */
export function shown(flows) {
  return flows.flatMap(({ sample, name, choose, alsoShownBy = [] }) => [
    ...(sample ? [{ sample, name, choose }] : []),
    ...alsoShownBy.map((other) => ({ name, ...other })),
  ]);
}

/** @param {readonly string[] | undefined} requests */
const wire = (requests) =>
  requests && (requests.length > 0 ? `${requests.length}: ${requests.join(', ')}` : 'none');

/** @param {string} text @param {string} address */
const link = (text, address) => `[${text}](${address})`;

/**
 * @param {string[]} head
 * @param {(string | undefined)[][]} rows
 */
function table(head, rows) {
  const line = (/** @type {(string | undefined)[]} */ cells) =>
    `| ${cells.map((cell = '') => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
