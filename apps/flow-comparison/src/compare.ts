/** Runs flows side by side without a page, and prints what they cost. */
import { parseArgs } from 'node:util';
import { findScenario } from '@entra-flows/identity-emulator';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { collectRuns } from './compare/collect-runs.ts';
import { compareTexts } from './compare/compare-texts.ts';
import { comparisonTable } from './compare/comparison-table.ts';
import { eventsOf, figuresOf, titleOf } from './compare/figures.ts';
import { laneFlow } from './lanes/flows.ts';
import { diagramOf } from './run/diagram.ts';
import { mermaidIn } from './run/explain.ts';

/** What the user who typed the command can correct. */
class UsageError extends Error {}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stop.abort());

try {
  const problem = followLanguageOption(process.argv.slice(2));
  if (problem) throw new UsageError(problem);
  process.exitCode = await compare(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function compare(given: string[]): Promise<number> {
  const language = messageLanguage();
  const texts = compareTexts[language];
  const { flows: named, scenario, format, help } = parsed(given);
  if (help) process.stdout.write(texts.help);
  if (help) return 0;
  const flows = (named ?? '').split(',').filter(Boolean);
  if (flows.length === 0) throw new UsageError(texts.noFlows);
  flows.forEach(requireFlow);
  if (!['markdown', 'json', 'mermaid'].includes(format))
    throw new UsageError(texts.unknownFormat(format.slice(0, 40)));
  if (scenario !== undefined && !findScenario(scenario))
    throw new UsageError(texts.unknownScenario(JSON.stringify(scenario.slice(0, 60))));

  // A scenario is over with its first run.
  const runs = scenario ? ([1] as const) : ([1, 2] as const);
  const collected = await collectRuns({ flows, scenario, runs, language, signal: stop.signal });
  if (stop.signal.aborted) return 130;
  const figures = collected.map(figuresOf);
  if (format === 'json') process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  else if (format === 'markdown') process.stdout.write(`${comparisonTable(figures, language)}\n`);
  else
    for (const run of collected.filter((one) => one.run === 1))
      process.stdout.write(
        `%% ${titleOf(run.flow, language)}\n${mermaidIn(diagramOf(eventsOf(run)), language)}\n`,
      );
  return 0;
}

function requireFlow(flow: string): void {
  try {
    laneFlow(flow);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function parsed(given: string[]) {
  const options = {
    flows: { type: 'string' },
    scenario: { type: 'string' },
    format: { type: 'string', default: 'markdown' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    return parseArgs({ args: given[0] === '--' ? given.slice(1) : given, options }).values;
  } catch (error) {
    const [why = ''] = (error as Error).message.split(/\.\s/);
    throw new UsageError(compareTexts[messageLanguage()].unknownOption(why.replace(/\.$/, '')));
  }
}
