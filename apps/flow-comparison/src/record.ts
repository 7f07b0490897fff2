/** Keeps what the stage shows of each flow and each scene, as files in git. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultDirectory } from '@entra-flows/identity-emulator';
import { messageLanguage } from '@entra-flows/primitives/language';
import { writeAtomically } from '@entra-flows/primitives/write-atomically';
import { formatPage } from '@entra-flows/tools/format-page.ts';
import { type CollectedRun, collectRuns } from './compare/collect-runs.ts';
import { laneFlows } from './lanes/flows.ts';
import type { Recording } from './messages.ts';
import { recordingsFolder, root } from './places.ts';
import { measuredPage, pageOfRecordings } from './record/measured-page.ts';
import { keepIds, normaliseRun } from './record/normalise-run.ts';
import { isPlain, nameOf, readRecordings } from './record/read-recordings.ts';
import { recordTexts } from './record/record-texts.ts';
import { structureOf } from './record/structure.ts';
import { scenesIn } from './scenes.ts';
import {
  commonOptions,
  flowsOf,
  readOptions,
  runCommand,
  stopSignal,
  useOwnTemporaryFolder,
  writeHelp,
} from './stage-command.ts';

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

const options = {
  ...commonOptions,
  flows: { type: 'string' },
  scenes: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
} as const;

/** A scene mostly waits; but what is kept has the times of a machine that does nothing else. */
const comparedAtOnce = 3;

const signal = stopSignal();

async function record(given: string[]): Promise<number> {
  const texts = recordTexts[messageLanguage()];
  const { flows: named, scenes, all, help } = readOptions(given, options);
  if (help) writeHelp(texts.help);
  if (help) return 0;
  const flows =
    named === undefined ? laneFlows.map(({ flow }) => flow) : flowsOf(named, texts.noFlows);
  useOwnTemporaryFolder();
  keepIds(JSON.stringify(defaultDirectory).match(GUID) ?? []);
  mkdirSync(recordingsFolder, { recursive: true });
  let different = 0;
  let count = 0;
  const take = async (run: CollectedRun): Promise<void> => {
    const { state, message } = run.end;
    if (state === 'unavailable')
      return void process.stdout.write(
        `${texts.left(run.flow, message?.[messageLanguage()] ?? state)}\n`,
      );
    count += 1;
    const recording = normaliseRun(run);
    if (!all) return write(recording);
    if (isSame(recording)) return;
    different += 1;
    // A lane that the stage ended says why.
    if (message) process.stdout.write(`  ${message[messageLanguage()]}\n`);
  };
  const played = scenes || all ? scenesIn('en').filter((scene) => !isPlain(scene)) : [];
  const collections = [
    { flows, signal },
    ...played.map(({ flows: beside, scenario, policies, advanceSeconds, run = 1 }) => ({
      flows: beside.filter((flow) => flows.includes(flow)),
      ...{ scenario, policies, advanceSeconds, runs: [run], signal },
    })),
  ].values();
  const takeTurns = async () => {
    for (const collection of collections)
      if (!signal.aborted) for (const run of await collectRuns(collection)) await take(run);
  };
  await Promise.all(Array.from({ length: all ? comparedAtOnce : 1 }, takeTurns));
  if (signal.aborted) return 130;
  if (!all) await writeMeasuredPage();
  if (all && different === 0) process.stdout.write(`${texts.same(count)}\n`);
  return different > 0 ? 1 : 0;
}

/** A full disk, or a signal, leaves the file that was there. */
const replace = (file: string, text: string) =>
  writeAtomically(file, Buffer.from(text), { mode: 0o644 });

/** One message a line, so that a change can be read in a diff. */
async function write(recording: Recording): Promise<void> {
  const { messages, ...head } = recording;
  const lines = messages.map((message) => `    ${JSON.stringify(message)}`).join(',\n');
  const text = `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "messages": [\n${lines}\n  ]\n}\n`;
  await replace(join(recordingsFolder, nameOf(recording)), text);
  process.stdout.write(`${recordTexts[messageLanguage()].written(nameOf(recording))}\n`);
}

/** The page of docs/flows that shows them. */
async function writeMeasuredPage(): Promise<void> {
  const file = join(root, measuredPage);
  const text = pageOfRecordings(readRecordings().values());
  await replace(file, await formatPage(file, text));
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

await runCommand(async (given) => void (process.exitCode = await record(given)));
