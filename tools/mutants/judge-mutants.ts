import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { applyMutant, type Mutant } from './mutant.ts';
import { runSpec, type SpecResult } from './run-spec.ts';

export type MutantOf = Mutant & { project: string };

export interface Verdict {
  mutant: MutantOf;
  /** `killed` is good; the others are faults of the spec, of the mutant or of this machine. */
  is: 'killed' | 'survived' | 'no longer applies' | 'cannot be judged';
  /** The tests that failed, or what is wrong. */
  why: string[];
}

export interface JudgeOptions {
  /** Absolute path of the clone; it is only read. */
  root: string;
  mutants: readonly MutantOf[];
  /** How many at a time. */
  parallel: number;
  signal: AbortSignal;
  onVerdict: (verdict: Verdict) => void;
}

/**
 * Makes one mistake after another in copies of the tree, and runs the spec that has to notice it. A
 * spec runs without a mistake first: one that fails anyway notices nothing.
 *
 * @throws the signal's reason; the copies are gone by then
 */
export async function judgeMutants(options: JudgeOptions): Promise<void> {
  const { root, mutants, parallel, signal, onVerdict } = options;
  const waiting = [...mutants].values();
  const sound = new Map<string, Promise<SpecResult>>();
  async function work(): Promise<void> {
    await using copy = await copyTree(root);
    for (const mutant of waiting) {
      signal.throwIfAborted();
      onVerdict(await judge(mutant, { folder: copy.folder, sound, signal }));
    }
  }
  const count = Math.min(parallel, mutants.length);
  const ends = await Promise.allSettled(Array.from({ length: count }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

interface Place {
  folder: string;
  sound: Map<string, Promise<SpecResult>>;
  signal: AbortSignal;
}

async function judge(mutant: MutantOf, { folder, sound, signal }: Place): Promise<Verdict> {
  const { project, spec, test, bundle } = mutant;
  const path = join(folder, project, mutant.file);
  const run = () => runSpec({ folder, project, spec, test, bundle, signal });
  const original = await readFile(path, 'utf8').catch(() => '');
  let changed: string;
  try {
    changed = applyMutant(mutant, original);
  } catch (error) {
    return { mutant, is: 'no longer applies', why: [(error as Error).message] };
  }
  const key = JSON.stringify([project, spec, test]);
  if (!sound.has(key)) sound.set(key, run());
  const before = await sound.get(key)!;
  if (before.ended !== 'passed') {
    const why = before.ended === 'failed' ? before.tests : [before.why];
    return { mutant, is: 'cannot be judged', why: ['without the mutant:', ...why] };
  }
  await writeFile(path, changed);
  try {
    const result = await run();
    if (result.ended === 'failed') return { mutant, is: 'killed', why: result.tests };
    if (result.ended === 'broken') return { mutant, is: 'cannot be judged', why: [result.why] };
    return { mutant, is: 'survived', why: [`${spec} passes all the same`] };
  } finally {
    await writeFile(path, original);
  }
}

const OWN = '@entra-flows';

/** A copy of the tree to make mistakes in. */
interface TreeCopy extends AsyncDisposable {
  folder: string;
}

/**
 * Copies what Git knows of, with changes that are not committed. Packages are linked, not copied;
 * those of this workspace lead to the copy's own folders.
 *
 * @param root - absolute path of the clone
 */
async function copyTree(root: string): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'entra-flows-mutants-'));
  for (const file of filesOf(root)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
    // Versions that npm could not put into the root's.
    const packages = join(dirname(file), 'node_modules');
    const isNested = basename(file) === 'package.json' && packages !== 'node_modules';
    if (isNested && existsSync(join(root, packages)))
      await symlink(join(root, packages), join(folder, packages), 'junction');
  }
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  await mkdir(join(to, OWN), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== OWN) await symlink(join(from, name), join(to, name), 'junction');
  }
  for (const name of await readdir(join(from, OWN))) {
    await symlink(await readlink(join(from, OWN, name)), join(to, OWN, name), 'junction');
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function filesOf(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const names = execFileSync('git', args, options).split('\0');
  return names.filter((name) => name && existsSync(join(root, name)));
}
