/** Runs flows side by side without a page, and prints what they cost. */
import { findScenario } from '@entra-flows/identity-emulator';
import { messageLanguage } from '@entra-flows/primitives/language';
import { collectRuns } from './compare/collect-runs.ts';
import { compareTexts } from './compare/compare-texts.ts';
import { comparisonTable } from './compare/comparison-table.ts';
import { eventsOf, figuresOf, titleOf } from './compare/figures.ts';
import { policyTexts } from './lanes/policy-texts.ts';
import { diagramOf } from './run/diagram.ts';
import { mermaidIn } from './run/explain.ts';
import {
  commonOptions,
  flowsOf,
  readOptions,
  runCommand,
  stopSignal,
  UsageError,
  useOwnTemporaryFolder,
  writeHelp,
} from './stage-command.ts';

const options = {
  ...commonOptions,
  flows: { type: 'string', default: '' },
  scenario: { type: 'string' },
  policies: { type: 'string', default: '' },
  format: { type: 'string', default: 'markdown' },
} as const;

const signal = stopSignal();
await runCommand(async (given) => void (process.exitCode = await compare(given)));

async function compare(given: string[]): Promise<number> {
  const language = messageLanguage();
  const texts = compareTexts[language];
  const { flows: named, scenario, policies: switched, format, help } = readOptions(given, options);
  if (help) writeHelp(texts.help);
  if (help) return 0;
  const flows = flowsOf(named, texts.noFlows);
  if (!['markdown', 'json', 'mermaid'].includes(format))
    throw new UsageError(texts.unknownFormat(format.slice(0, 40)));
  if (scenario !== undefined && !findScenario(scenario))
    throw new UsageError(texts.unknownScenario(JSON.stringify(scenario.slice(0, 60))));

  const policies = switched.split(',').filter(Boolean);
  const unknown = policies.find((id) => !Object.hasOwn(policyTexts.en, id));
  if (unknown !== undefined) throw new UsageError(texts.unknownPolicy(unknown.slice(0, 40)));

  useOwnTemporaryFolder();
  // A scenario is over with its first run.
  const runs = scenario ? ([1] as const) : ([1, 2] as const);
  const collected = await collectRuns({ flows, scenario, policies, runs, language, signal });
  if (signal.aborted) return 130;
  const figures = collected.map((run) => figuresOf(run, language));
  if (format === 'json') process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  else if (format === 'markdown') process.stdout.write(`${comparisonTable(figures, language)}\n`);
  else
    for (const run of collected.filter((one) => one.run === 1))
      process.stdout.write(
        `%% ${titleOf(run.flow, language)}\n${mermaidIn(diagramOf(eventsOf(run)), language)}\n`,
      );
  return 0;
}
