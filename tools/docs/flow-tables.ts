import { basename, dirname } from 'node:path';
import {
  type Answer,
  decisionTree,
  fallbacks,
  type Flow,
  flowCatalog,
  type Question,
  samplesOf,
} from '@entra-flows/flow-catalog';

/**
 * The documents that have a place for a table of flows, with the tables of today.
 *
 * @throws Error for one that has no such place
 */
export function flowPages(readPage: (path: string) => string): Record<string, string> {
  const samples = samplesOf(flowCatalog).map(({ sample }) => `apps/${sample}/README.md`);
  const pages = ['README.md', 'docs/flows/README.md', ...samples].map((path) => {
    const text = readPage(path);
    if (!text.includes('<!-- flows:')) throw new Error(`${path} has no place for a table`);
    const filled = fillMarked(text, {
      samples: samplesTable(flowCatalog),
      siblings: siblingsTable(flowCatalog, basename(dirname(path))),
      choice: choiceTable(flowCatalog),
      cost: costTable(flowCatalog),
      tree: decisionChart(decisionTree, flowCatalog),
      limits: limitsTable(flowCatalog),
      security: securityTable(flowCatalog),
    });
    return [path, filled] as const;
  });
  return Object.fromEntries(pages);
}

/**
 * Puts a table between `<!-- flows:name -->` and `<!-- /flows -->`.
 *
 * @throws {Error} for a place whose name is not known or that does not end
 */
export function fillMarked(text: string, tables: Record<string, string>): string {
  return text.replaceAll(
    /(<!-- flows:([\w-]+) -->)(.*?)(<!-- \/flows -->|<!-- flows:|$(?![^]))/gs,
    (_, begin: string, name: string, _old: string, end: string) => {
      if (end !== '<!-- /flows -->') throw new Error(`The place "${name}" does not end.`);
      const table = tables[name];
      if (table === undefined) throw new Error(`There is no table "${name}".`);
      return `${begin}\n\n${table}\n\n${end}`;
    },
  );
}

/** The samples, for the README. */
function samplesTable(flows: readonly Flow[]): string {
  const rows = samplesOf(flows).map(({ sample, name, choose }) => [
    link(sample, `apps/${sample}/README.md`),
    name,
    choose,
  ]);
  return table(['sample', 'flow', 'for'], rows);
}

/** What else there is, for the README of the sample `own`. */
function siblingsTable(flows: readonly Flow[], own: string): string {
  const rows = samplesOf(flows)
    .filter(({ sample }) => sample !== own)
    .map(({ sample, choose }) => [link(sample, `../${sample}/README.md`), choose]);
  return table(['another sample', 'for'], rows);
}

/** The flows with their documents, when to choose each, and its samples. */
function choiceTable(flows: readonly Flow[]): string {
  const rows = flows.map((flow) => [
    `[${flow.name}]`,
    flow.choose,
    samplesOf([flow])
      .map(({ sample }) => `[${sample}]`)
      .join(', '),
  ]);
  // Addresses stand below the table, which is too wide to read as text otherwise.
  const addresses = [
    ...flows.map(({ name, document }) => `[${name}]: ${document}`),
    ...samplesOf(flows).map(({ sample }) => `[${sample}]: ../../apps/${sample}/README.md`),
  ];
  return [table(['flow', 'choose it for', 'samples'], rows), '', ...addresses].join('\n');
}

/** What each flow costs: the user's time, and requests to the authority until the first token. */
function costTable(flows: readonly Flow[]): string {
  const rows = flows.map(({ name, prompts, requests }) => [name, prompts, wire(requests?.first)]);
  return table(['flow', 'the user is asked', 'requests'], rows);
}

/** Where each flow runs, and what it cannot serve. */
function limitsTable(flows: readonly Flow[]): string {
  const rows = flows.map(({ name, systems, cannot }) => [name, systems, cannot.join('; ')]);
  return table(['flow', 'runs on', 'cannot serve'], rows);
}

/** What each flow protects, and what it does not. */
function securityTable(flows: readonly Flow[]): string {
  const rows = flows.map(({ name, security }) => [name, security.join('; ')]);
  return table(['flow', 'security'], rows);
}

const wire = (requests: readonly string[] | undefined): string | undefined =>
  requests && (requests.length > 0 ? `${requests.length}: ${requests.join(', ')}` : 'none');

const link = (text: string, address: string): string => `[${text}](${address})`;

function table(head: string[], rows: (string | undefined)[][]): string {
  const line = (cells: (string | undefined)[]): string =>
    `| ${cells.map((cell = '') => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The decision tree as a chart of Mermaid. */
function decisionChart(tree: Question, flows: readonly Flow[]): string {
  const lines: string[] = [];
  const named = new Set<string>();
  const node = (name: string, shape: string) => {
    const isNew = !named.has(name);
    named.add(name);
    return isNew ? `${name}${shape}` : name;
  };
  const flowNode = (id: string) => {
    const samples = samplesOf(flows.filter((flow) => flow.id === id)).map(({ sample }) => sample);
    return node(id.replaceAll('-', '_'), `[${samples.join('<br>')}]`);
  };
  const target = ({ leadsTo }: Answer, from: string, index: number) => {
    if ('flow' in leadsTo) return flowNode(leadsTo.flow);
    const name = `${from}${index + 1}`;
    return 'advice' in leadsTo
      ? node(name, `[${leadsTo.advice.en}]`)
      : node(name, `{${leadsTo.question.ask.en}}`);
  };
  const visit = ({ ask, answers }: Question, name: string) => {
    for (const [index, answer] of answers.entries()) {
      lines.push(
        `  ${node(name, `{${ask.en}}`)} -->|${answer.text.en}| ${target(answer, name, index)}`,
      );
      if ('question' in answer.leadsTo) visit(answer.leadsTo.question, `${name}${index + 1}`);
    }
  };
  visit(tree, 'q');
  for (const { from, when, to } of fallbacks)
    lines.push(`  ${flowNode(from)} -.->|${when}| ${flowNode(to)}`);
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}
