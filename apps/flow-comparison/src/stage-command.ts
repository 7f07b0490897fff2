import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { failureText } from '@entra-flows/primitives/failure-text';
import { followLanguageOption, languageOption } from '@entra-flows/primitives/language-option';
import { outliveReaders } from '@entra-flows/primitives/outlive-readers';
import { optionProblem } from '@entra-flows/primitives/option-problem';
import { columnsOf, wrapRows } from '@entra-flows/primitives/wrap-words';
import { messageLanguage } from '@entra-flows/primitives/language';
import { laneFlow } from './lanes/flows.ts';
import { stageTexts } from './stage-texts.ts';

/** What the user who typed the command can correct. */
export class UsageError extends Error {}

/** Options of each of these programs. */
export const commonOptions = {
  ...languageOption,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Runs a program of the stage. What goes wrong is one message: exit code 2 for wrong usage, else 1.
 *
 * @param work - with the language chosen
 * @param fail - what ends the program then; default: it ends once nothing is left to do
 */
export async function runCommand(
  work: (given: string[]) => Promise<void>,
  fail: (code: number) => void = (code) => void (process.exitCode = code),
): Promise<void> {
  const given = process.argv.slice(2);
  outliveReaders();
  try {
    const problem = followLanguageOption(given);
    if (problem) throw new UsageError(problem);
    await work(given);
  } catch (error) {
    process.stderr.write(failureText(error instanceof Error ? error.message : String(error)));
    fail(error instanceof UsageError ? 2 : 1);
  }
}

/** Writes a help text; a terminal breaks it between words, and content of a row below itself. */
export const writeHelp = (text: string): void =>
  void process.stdout.write(wrapRows(text, columnsOf(process.stdout)));

/** @throws {UsageError} in the user's language */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  given: string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'] {
  try {
    // pnpm passes the -- on that npm takes for itself.
    return parseArgs({ args: given[0] === '--' ? given.slice(1) : given, options }).values;
  } catch (error) {
    throw new UsageError(optionProblem(error, Object.keys(options), given));
  }
}

/**
 * The flows of a list with commas.
 *
 * @param none - what is said of a list without one
 * @throws {UsageError} for one that no lane has, and where there is none
 */
export function flowsOf(list: string, none: string): string[] {
  const flows = list.split(',').filter(Boolean);
  if (flows.length === 0) throw new UsageError(none);
  try {
    flows.forEach((flow) => laneFlow(flow));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return flows;
}

/** ms in which a signal that comes again is the same one: launchers pass on what the terminal sends, too. */
const repeated = 2_000;

/** Aborted by a signal that asks the program to end. A second one ends it at once. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let first = Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (performance.now() > first + repeated) process.exit(signal === 'SIGINT' ? 130 : 1);
      first = Math.min(first, performance.now());
      stop.abort();
    });
  return stop.signal;
}

/**
 * Has all that is temporary in one folder, which goes with this program: what a browser or a Kerberos server of a lane
 * writes, too. What a program left that was ended by force goes first.
 */
export function useOwnTemporaryFolder(): void {
  const folder = makeFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  process.once('exit', () => remove(folder));
}

function makeFolder(): string {
  const outer = tmpdir();
  try {
    for (const name of readdirSync(outer)) {
      const [, pid] = /^flow-comparison-(\d+)-/.exec(name) ?? [];
      if (pid !== undefined && !isAlive(Number(pid))) remove(join(outer, name));
    }
    // Lanes have current folders of their own.
    return mkdtempSync(join(resolve(outer), `flow-comparison-${process.pid}-`));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(stageTexts[messageLanguage()].noTemporary(outer, code), { cause: error });
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Another user's, who has to do it.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
