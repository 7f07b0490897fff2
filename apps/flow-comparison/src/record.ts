/** Keeps what the stage shows of each flow and each scene, as files in git. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDirectory } from '@entra-flows/identity-emulator';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { formatPage } from '@entra-flows/tools/format-page.ts';
import { type CollectedRun, collectRuns } from './compare/collect-runs.ts';
import { laneFlow, laneFlows } from './lanes/flows.ts';
import type { Recording } from './messages.ts';
import { recordingsFolder, root } from './places.ts';
import { measuredPage, pageOfRecordings } from './record/measured-page.ts';
import { keepIds, normaliseRun } from './record/normalise-run.ts';
import { readRecordings } from './record/read-recordings.ts';
import { recordTexts } from './record/record-texts.ts';
import { structureOf } from './record/structure.ts';
import { scenesIn } from './scenes.ts';

/** What the user who typed the command can correct. */
class UsageError extends Error {}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stop.abort());

async function record(given: string[]): Promise<number> {
  const texts = recordTexts[messageLanguage()];
  const { flows: named, scenes, all, help } = parsed(given);
  if (help) process.stdout.write(texts.help);
  if (help) return 0;
  const flows = named?.split(',').filter(Boolean) ?? laneFlows.map(({ flow }) => flow);
  try {
    flows.forEach((flow) => laneFlow(flow));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  keepIds(JSON.stringify(defaultDirectory).match(GUID) ?? []);
  mkdirSync(recordingsFolder, { recursive: true });
  let different = 0;
  let count = 0;
  const take = (run: CollectedRun) => {
    const { state, message = state } = run.end;
    if (state === 'unavailable')
      return void process.stdout.write(`${texts.left(run.flow, message)}\n`);
    count += 1;
    const recording = normaliseRun(run);
    if (!all) return write(recording);
    if (!isSame(recording)) different += 1;
  };
  const signal = stop.signal;
  for (const run of await collectRuns({ flows, signal })) take(run);
  if (scenes || all)
    for (const { flows: beside, scenario, policies } of scenesIn('en')) {
      if ((!scenario && !policies) || signal.aborted) continue;
      const some = beside.filter((flow) => flows.includes(flow));
      const played = { flows: some, scenario, policies, runs: [1] as const, signal };
      for (const run of await collectRuns(played)) take(run);
    }
  if (signal.aborted) return 130;
  if (!all) await writeMeasuredPage();
  if (all && different === 0) process.stdout.write(`${texts.same(count)}\n`);
  return different > 0 ? 1 : 0;
}

const nameOf = ({ flow, scenario, policies = [], run }: Recording) =>
  `${[flow.replace('/', '-'), ...(scenario ? [scenario] : []), ...policies, run].join('.')}.json`;

/** One message a line, so that a change can be read in a diff. */
function write(recording: Recording): void {
  const { messages, ...head } = recording;
  const lines = messages.map((message) => `    ${JSON.stringify(message)}`).join(',\n');
  const text = `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "messages": [\n${lines}\n  ]\n}\n`;
  writeFileSync(join(recordingsFolder, nameOf(recording)), text);
  process.stdout.write(`${recordTexts[messageLanguage()].written(nameOf(recording))}\n`);
}

/** The page of docs/flows that shows them. */
async function writeMeasuredPage(): Promise<void> {
  const file = join(root, measuredPage);
  const text = pageOfRecordings(readRecordings().values());
  writeFileSync(file, await formatPage(file, text));
  process.stdout.write(`${recordTexts[messageLanguage()].written(measuredPage)}\n`);
}

function isSame(recording: Recording): boolean {
  const name = nameOf(recording);
  let before: string[] = [];
  try {
    const file = readFileSync(join(recordingsFolder, name), 'utf8');
    before = structureOf(JSON.parse(file) as Recording);
  } catch {
    // None yet: each line differs.
  }
  const now = structureOf(recording);
  const at = Math.max(before.length, now.length);
  for (let line = 0; line < at; line += 1) {
    if (before[line] === now[line]) continue;
    const [was = '', is = ''] = [before[line], now[line]];
    process.stdout.write(`${recordTexts[messageLanguage()].differs(name, was, is)}\n`);
    return false;
  }
  return true;
}

function parsed(given: string[]) {
  const options = {
    flows: { type: 'string' },
    scenes: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    return parseArgs({ args: given[0] === '--' ? given.slice(1) : given, options }).values;
  } catch (error) {
    const [why = ''] = (error as Error).message.split(/\.\s/);
    throw new UsageError(recordTexts[messageLanguage()].unknownOption(why.replace(/\.$/, '')));
  }
}

try {
  const problem = followLanguageOption(process.argv.slice(2));
  if (problem) throw new UsageError(problem);
  process.exitCode = await record(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
