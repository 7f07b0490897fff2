import { eventsOf, type Figures, figuresOf, titleOf } from '../compare/figures.ts';
import { comparisonTable } from '../compare/comparison-table.ts';
import { laneFlows } from '../lanes/flows.ts';
import type { Recording } from '../messages.ts';
import { diagramOf } from '../run/diagram.ts';
import { mermaidIn } from '../run/explain.ts';
import { collectedOf, isPlain } from './read-recordings.ts';

/** Where the page lies, from the workspace's folder. */
export const measuredPage = 'docs/flows/measured.md';

/** What is compared beside each other on the page, as `compare` prints it. */
export const shownComparisons: readonly { flows: readonly string[]; scenario?: string }[] = [
  { flows: ['device-code', 'interactive'] },
  { flows: ['device-code', 'interactive'], scenario: 'device-code-blocked' },
];

/** The page of docs/flows that is made from the recordings alone, so that it says what happens. */
export function pageOfRecordings(recordings: Iterable<Recording>): string {
  const runs = [...recordings].map(collectedOf);
  const figures = runs.map((run) => figuresOf(run, 'en'));
  const plain = runs.filter(isPlain);
  const diagrams = laneFlows.flatMap(({ flow }) => {
    const run = plain.find((one) => one.flow === flow && one.run === 1);
    if (!run) return [];
    const chart = mermaidIn(diagramOf(eventsOf(run)), 'en').trimEnd();
    return [`### ${titleOf(flow, 'en')}`, `\`\`\`mermaid\n${chart}\n\`\`\``];
  });
  return [
    '# What each flow does, measured',
    'Each sample ran against an identity emulator of its own, with the scripted user of the emulator. The figures and the diagrams on this page are made from those runs: `npx nx run flow-comparison:record` records them again and writes this page, and `-- --all` compares without writing. See them happen: `npx nx serve flow-comparison`.',
    '## First run and second run',
    table(figures.filter(isPlain)),
    'A poll is counted once, however often the user kept the app waiting. A page counts as one request of the browser; what the user does there is a step of its own.',
    '## Side by side',
    ...shownComparisons.flatMap(({ flows, scenario }) => [
      `\`${commandOf(flows, scenario)}\``,
      comparisonTable(
        flows.flatMap((flow) =>
          figures.filter(
            (one) => one.flow === flow && (scenario ? one.scenario === scenario : isPlain(one)),
          ),
        ),
        'en',
      ),
    ]),
    '## First runs as diagrams',
    ...diagrams,
    '',
  ].join('\n\n');
}

/** The command that prints a comparison. */
export const commandOf = (flows: readonly string[], scenario?: string): string =>
  [
    `npx nx run flow-comparison:compare -- --flows ${flows.join(',')}`,
    ...(scenario ? [`--scenario ${scenario}`] : []),
  ].join(' ');

function table(figures: readonly Figures[]): string {
  const rows = laneFlows.flatMap(({ flow, sample }) => {
    const of = (run: 1 | 2) => figures.find((one) => one.flow === flow && one.run === run);
    const [first, second] = [of(1), of(2)];
    if (!first) return [];
    return [
      [
        titleOf(flow, 'en'),
        `[${sample}](../../apps/${sample}/README.md)`,
        first.asked.join(', ') || 'nothing',
        String(first.score.userActions),
        String(first.score.pages),
        second?.asked.join(', ') || 'nothing',
      ],
    ];
  });
  const head = [
    ...['flow', 'sample', 'first run asks', 'steps of the user', 'requests of the browser'],
    'second run asks',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
