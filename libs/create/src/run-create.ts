import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failureText } from '@entra-flows/primitives/failure-text';
import { outliveReaders } from '@entra-flows/primitives/outlive-readers';
import { said } from '@entra-flows/primitives/said';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { checkFiles, checkFolder, proposedFolder } from './check-folder.ts';
import { CreateError, describeError, refused } from './create-error.ts';
import {
  describeConflicts,
  describeLines,
  describeSettled,
  describeUpdate,
} from './describe-update.ts';
import { makeCopy } from './make-copy.ts';
import { nextSteps, packageManager, stepsAfterUpdate } from './next-steps.ts';
import {
  askForName,
  checkedName,
  describeName,
  nameOfFolder,
  projectName,
} from './project-name.ts';
import { type Ask, askForSample, askUser, BACK, orBack } from './questions.ts';
import { type Command, helpText, readArguments } from './read-arguments.ts';
import { RECORD, withRecord } from './record.ts';
import type { TemplateStore } from './templates.ts';
import { unknownSample } from './unknown-sample.ts';
import { updateCopy } from './update-copy.ts';
import { writeCopy } from './write-files.ts';

/** A stream that may be a terminal. */
type Shown = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Where the command is used; a terminal, or streams of a test. */
export interface Streams {
  input: NodeJS.ReadableStream;
  out: Shown;
  err: Shown;
}

const terminal: Streams = { input: process.stdin, out: process.stdout, err: process.stderr };

/**
 * The command, from its arguments to its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 * Nothing that goes wrong ends in a stack trace.
 *
 * @param args - without the program
 * @param open - the templates; called when they are needed
 */
export async function runCreate(
  args: string[],
  open: () => TemplateStore,
  streams: Streams = terminal,
): Promise<number> {
  // Files are written without a pause, so an interrupt comes before them or after.
  const interrupted = () => {
    streams.err.write(said({ en: '\nInterrupted.\n', ko: '\n중단했습니다.\n' }));
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  outliveReaders(streams);
  try {
    const command = readArguments(args);
    const store = open();
    if (command.does === 'update') return update(command, store, streams);
    if (command.does === 'create') return await create(command, store, streams);
    const samples = Object.keys(store.templates.samples);
    streams.out.write(helpText(samples, columnsOf(streams.out)));
    return 0;
  } catch (error) {
    streams.err.write(failureText(harmless(describeError(error)), streams.err));
    return error instanceof CreateError ? error.exitCode : 1;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** A message may quote names that should not steer the terminal. */
const harmless = (text: string): string => text.trimEnd().replace(/[^\P{C}\n\t]/gu, '');

type Create = Extract<Command, { does: 'create' }>;

async function create(command: Create, store: TemplateStore, streams: Streams): Promise<number> {
  const { templates } = store;
  const samples = Object.keys(templates.samples);
  // What was typed is checked before the first question.
  if (command.name !== undefined) checkedName(command.name);
  if (command.sample !== undefined && !samples.includes(command.sample))
    throw unknownSample(command.sample, samples);
  if (command.folder !== undefined) checkPlace(command.folder, command.force);
  const { sample, folder, name: named } = await completed(command, samples, streams);
  checkPlace(folder, command.force);
  const options = {
    sample,
    name: projectName(named, folder),
    packages: command.registry ? 'registry' : 'vendor',
  } as const;
  // All contents are made before the first is written: a failure here leaves no half copy.
  const contents = withRecord(makeCopy(store, options), options, templates.version);
  checkFiles(folder, contents.keys());
  const own = [...contents.keys()].filter((path) => !path.startsWith('.entra-flows/'));
  const replaced = own.filter((path) => existsSync(join(folder, path)));
  writeCopy(folder, contents);
  const { name } = options;
  say(
    streams.out,
    said({
      en: `${name}: a copy of ${sample} ${templates.version}, ${own.length} files.`,
      ko: `${name}: ${sample} ${templates.version}의 복사본, 파일 ${own.length}개.`,
    }),
  );
  const otherName = named === undefined ? describeName(name, folder) : undefined;
  if (otherName !== undefined) say(streams.out, otherName);
  if (replaced.length > 0) say(streams.out, `${said(texts.replaced)}: ${replaced.join(', ')}`);
  streams.out.write(`\n${said(texts.next)}:\n\n${nextSteps(folder, packageManager())}\n`);
  say(streams.out, said(texts.settings));
  return 0;
}

const texts = {
  replaced: { en: 'Replaced', ko: '교체한 파일' },
  next: { en: 'Next', ko: '다음' },
  settings: {
    en: 'The last one needs a client ID and an authority: README.md says where they come from.',
    ko: '마지막 명령에는 클라이언트 ID와 인증 기관이 필요합니다. README.md에 설명이 있습니다.',
  },
  enter: {
    en: 'Enter takes the answer in brackets.',
    ko: 'Enter를 누르면 대괄호 안의 답을 고릅니다.',
  },
  folder: { en: 'Folder', ko: '폴더' },
  changed: { en: 'Changed in the sample', ko: '샘플에서 바뀐 것' },
  notWritten: {
    en: 'Nothing was written. --merge writes it.',
    ko: '아무것도 쓰지 않았습니다. --merge를 붙이면 씁니다.',
  },
  written: { en: 'Written. Next', ko: '썼습니다. 다음' },
};

/** Writes prose, wrapped as wide as the terminal. */
const say = (stream: Shown, text: string) =>
  stream.write(`${wrapWords(harmless(text), columnsOf(stream))}\n`);

/**
 * Refuses a place where a new copy cannot be.
 *
 * @param isAnswer - to a question, which is asked again
 */
function checkPlace(folder: string, force: boolean, isAnswer = false): void {
  if (existsSync(join(folder, RECORD)))
    throw refused(folder, {
      en: 'is a copy already; bring it up to date with update, or name another folder',
      ko: '이미 복사본입니다. update로 최신 버전을 받거나 다른 폴더를 지정하세요',
    });
  checkFolder(folder, force, isAnswer);
}

/** The folder, the sample and the name, as they were given or answered. */
async function completed(
  { folder, sample, force, name }: Create,
  samples: readonly string[],
  { input, err }: Streams,
): Promise<{ folder: string; sample: string; name: string | undefined }> {
  if (folder !== undefined && sample !== undefined) return { folder, sample, name };
  const { ask, close } = askUser(input, err);
  say(err, said(texts.enter));
  try {
    let place = folder ?? '';
    const askPlace = async (one: string) => {
      if (folder !== undefined) return true;
      place = await askForFolder(ask, one, { force, err, canGoBack: sample === undefined });
      return place !== BACK;
    };
    const chosen = sample ?? (await askForSample(ask, samples, askPlace));
    if (sample !== undefined) await askPlace(sample);
    const isNamed = name !== undefined || nameOfFolder(place) !== undefined;
    return { folder: place, sample: chosen, name: isNamed ? name : await askForName(place, ask) };
  } finally {
    close();
  }
}

/**
 * Asks until a folder is named that a copy can be written into.
 *
 * @returns BACK to go back
 */
async function askForFolder(
  ask: Ask,
  sample: string,
  { force, err, canGoBack }: { force: boolean; err: Streams['err']; canGoBack: boolean },
): Promise<string> {
  const proposed = proposedFolder(sample);
  const back = canGoBack ? orBack() : '';
  for (;;) {
    const folder = (await ask(`\n${said(texts.folder)}${back} [${proposed}]: `)) || proposed;
    if (folder === BACK && canGoBack) return BACK;
    // The questions before take a digit: one too many would make a folder of that name.
    if (/^\d$/.test(folder)) {
      say(err, said(slip(folder)));
      continue;
    }
    try {
      checkPlace(folder, force, true);
      return folder;
    } catch (error) {
      if (!(error instanceof CreateError)) throw error;
      say(err, error.message);
    }
  }
}

const slip = (digit: string) => ({
  en: `${digit} alone is taken for a slip. For a folder of that name type ./${digit}`,
  ko: `숫자 하나만 입력해 잘못 누른 것으로 봅니다. 이름이 ${digit}인 폴더를 만들려면 ./${digit} 형태로 입력하세요`,
});

type UpdateCommand = Extract<Command, { does: 'update' }>;

function update(
  { folder, merge, prefer }: UpdateCommand,
  store: TemplateStore,
  { out, err }: Streams,
): number {
  const found = updateCopy(store, folder, prefer);
  const { changes } = found;
  out.write(`${harmless(describeUpdate(found, store.templates.version, columnsOf(out)))}\n`);
  const isConflict = changes.some(({ does }) => does === 'conflict');
  if (isConflict || !merge) {
    const lines = describeLines(changes, columnsOf(out));
    if (lines) out.write(`\n${said(texts.changed)}:\n\n${harmless(lines)}\n`);
  }
  if (isConflict) {
    err.write(`\n${harmless(describeConflicts(changes, columnsOf(err)))}\n`);
    return 1;
  }
  if (merge) found.write();
  if (changes.length === 0) return 0;
  const settled = describeSettled(changes, prefer, columnsOf(out));
  if (settled) out.write(`\n${harmless(settled)}\n`);
  if (merge) out.write(`\n${said(texts.written)}:\n\n${stepsAfterUpdate(folder)}`);
  else say(out, `\n${said(texts.notWritten)}`);
  return 0;
}
