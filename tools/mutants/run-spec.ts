import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A spec to run in a copy of the tree. */
export interface SpecRun {
  /** Absolute path of the copy. */
  folder: string;
  /** Path of the project in it. */
  project: string;
  /** Path of the spec in the project. */
  spec: string;
  /** Part of the name of a test. */
  test?: string | undefined;
  /** Path of the sample whose bundle is built first. */
  bundle?: string | undefined;
  signal: AbortSignal;
}

export type SpecResult =
  | { ended: 'passed' }
  | { ended: 'failed'; tests: string[] }
  /** No test came to its end, or none had that name. */
  | { ended: 'broken'; why: string };

interface JestReport {
  numPassedTests: number;
  testResults: {
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** ms: a mutant may wait for ever. */
const LONGEST = 300_000;

/** @throws the signal's reason */
export async function runSpec(run: SpecRun): Promise<SpecResult> {
  const { folder, project, spec, test, bundle, signal } = run;
  if (bundle) {
    const built = await runNode(['tools/build.mjs', bundle], folder, signal);
    if (built.code !== 0) return { ended: 'broken', why: built.said };
  }
  const own = join(project, spec);
  const [apps = '', name = ''] = own.split('/');
  const cwd = join(folder, apps === 'tools' ? apps : join(apps, name));
  const config = own.includes('/e2e/') ? 'jest.e2e.config.js' : 'jest.config.js';
  const report = join(folder, 'report.json');
  await rm(report, { force: true });
  const { said } = await runNode(
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      join(folder, 'node_modules/jest/bin/jest.js'),
      ...['--config', join(folder, config), '--rootDir', cwd, '--json', '--outputFile', report],
      ...['--runTestsByPath', join(folder, own), '--forceExit'],
      ...(test ? ['--testNamePattern', escaped(test)] : []),
    ],
    cwd,
    signal,
  );
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return { ended: 'broken', why: said };
  return resultOf(JSON.parse(text) as JestReport);
}

function resultOf({ testResults, numPassedTests }: JestReport): SpecResult {
  const tests = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  if (tests.length > 0) return { ended: 'failed', tests };
  if (numPassedTests > 0) return { ended: 'passed' };
  return { ended: 'broken', why: testResults[0]?.message ?? 'no such test' };
}

/** In a process group of its own, so that all it started ends with it. */
async function runNode(args: string[], cwd: string, signal: AbortSignal) {
  signal.throwIfAborted();
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd, env, detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };
  const timer = setTimeout(() => {
    said += `\nended after ${LONGEST / 1000} s`;
    end();
  }, LONGEST);
  signal.addEventListener('abort', end);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  end(); // what a spec left running
  signal.throwIfAborted();
  return { code, said };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
