import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failureText } from '@entra-flows/primitives/failure-text';
import { checkFiles, checkFolder, proposedFolder } from './check-folder.ts';
import { CreateError, describeError, refused } from './create-error.ts';
import { describeConflicts, describeLines, describeUpdate } from './describe-update.ts';
import { makeCopy } from './make-copy.ts';
import { nextSteps, packageManager, stepsAfterUpdate } from './next-steps.ts';
import { projectName } from './project-name.ts';
import { type Ask, askForSample, askUser } from './questions.ts';
import { type Command, helpText, readArguments } from './read-arguments.ts';
import { RECORD, withRecord } from './record.ts';
import type { TemplateStore } from './templates.ts';
import { updateCopy } from './update-copy.ts';
import { writeCopy } from './write-files.ts';

/** Where the command is used; a terminal, or streams of a test. */
export interface Streams {
  input: NodeJS.ReadableStream;
  out: NodeJS.WritableStream;
  err: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
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
    streams.err.write('\nInterrupted.\n');
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  outliveReaders(streams);
  try {
    const command = readArguments(args);
    const store = open();
    if (command.does === 'update') return update(command, store, streams);
    if (command.does === 'create') return await create(command, store, streams);
    streams.out.write(helpText(Object.keys(store.templates.samples)));
    return 0;
  } catch (error) {
    streams.err.write(failureText(harmless(describeError(error)), streams.err));
    return error instanceof CreateError ? error.exitCode : 1;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** `create --help | head -1` closes the pipe, and a disk may be full: neither is a stack trace. */
function outliveReaders({ out, err }: Streams): void {
  err.on('error', () => undefined);
  out.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    err.write(failureText(`The output could not be written: ${message}.`, err));
    // On exit: the caller sets its own exit code later than this.
    process.once('exit', () => void (process.exitCode = 1));
  });
}

/** A message may quote names that should not steer the terminal. */
const harmless = (text: string): string => text.trimEnd().replace(/[^\P{C}\n\t]/gu, '');

type Create = Extract<Command, { does: 'create' }>;

async function create(command: Create, store: TemplateStore, streams: Streams): Promise<number> {
  const { templates } = store;
  const { sample, folder } = await completed(command, Object.keys(templates.samples), streams);
  if (existsSync(join(folder, RECORD)))
    throw refused(
      folder,
      `is a copy already; bring it up to date with update, or remove ${RECORD}`,
    );
  checkFolder(folder, command.force);
  const options = {
    sample,
    name: projectName(command.name, folder, sample),
    packages: command.registry ? 'registry' : 'vendor',
  } as const;
  // All contents are made before the first is written: a failure here leaves no half copy.
  const contents = withRecord(makeCopy(store, options), options, templates.version);
  checkFiles(folder, contents.keys());
  const own = [...contents.keys()].filter((path) => !path.startsWith('.entra-flows/'));
  const replaced = own.filter((path) => existsSync(join(folder, path)));
  writeCopy(folder, contents);
  streams.out.write(
    `${options.name}: a copy of ${sample} ${templates.version}, ${own.length} files.\n` +
      (replaced.length > 0 ? `Replaced: ${replaced.join(', ')}\n` : '') +
      `\nNext:\n\n${nextSteps(folder, packageManager())}\n` +
      'The last one needs a client ID and an authority: README.md says where they come from.\n',
  );
  return 0;
}

/** The folder and the sample, as they were given or answered. */
async function completed(
  { folder, sample, force }: Create,
  samples: readonly string[],
  { input, err }: Streams,
): Promise<{ folder: string; sample: string }> {
  if (folder !== undefined && sample !== undefined) return { folder, sample };
  const { ask, close } = askUser(input, err);
  err.write('Enter takes the answer in brackets.\n');
  try {
    const chosen = sample ?? (await askForSample(ask, samples));
    const asked = () => askForFolder(ask, proposedFolder(chosen), force, err);
    return { folder: folder ?? (await asked()), sample: chosen };
  } finally {
    close();
  }
}

/** Asks until a folder is named that a copy can be written into. */
async function askForFolder(
  ask: Ask,
  proposed: string,
  force: boolean,
  err: Streams['err'],
): Promise<string> {
  for (;;) {
    const folder = (await ask(`\nFolder [${proposed}]: `)) || proposed;
    try {
      checkFolder(folder, force);
      return folder;
    } catch (error) {
      if (!(error instanceof CreateError)) throw error;
      err.write(`${harmless(error.message)}\n`);
    }
  }
}

type UpdateCommand = Extract<Command, { does: 'update' }>;

function update(
  { folder, merge, prefer }: UpdateCommand,
  store: TemplateStore,
  { out, err }: Streams,
): number {
  const found = updateCopy(store, folder, prefer);
  out.write(harmless(describeUpdate(found, store.templates.version)) + '\n');
  if (found.changes.some(({ does }) => does === 'conflict')) {
    err.write(`\n${harmless(describeConflicts(found.changes))}\n`);
    return 1;
  }
  if (!merge) {
    const lines = describeLines(found.changes);
    if (lines) out.write(`\nChanged in the sample:\n\n${harmless(lines)}\n`);
    out.write('\nNothing was written. --merge writes it.\n');
    return 0;
  }
  found.write();
  out.write(`\nWritten. Next:\n\n${stepsAfterUpdate(folder)}`);
  return 0;
}
