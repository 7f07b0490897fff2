// @long starts the bench four times, with all that it measures
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
let bench: ChildProcess;
let below: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-spec-'));
});
afterEach(() => {
  bench.kill('SIGKILL');
  for (const id of below.filter(isRunning)) process.kill(id, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(figure: string): void {
  const args = ['--conditions=source', '--import', 'tsx', join(import.meta.dirname, 'bench.ts')];
  bench = spawn(process.execPath, [...args, '--quick', '--only', figure], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
  });
}

/** The processes that the bench has started, directly and by others, once there are so many. */
async function startedBy(least: number): Promise<number[]> {
  for (;;) {
    const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => !line.endsWith('esbuild')) // of tsx, which it ends itself
      .map((line) => line.trim().split(/\s+/).map(Number));
    const childrenOf = (id: number): number[] =>
      all.flatMap(([child = 0, parent]) => (parent === id ? [child, ...childrenOf(child)] : []));
    const found = childrenOf(bench.pid ?? 0);
    if (found.length >= least) return found;
    if (bench.exitCode !== null) throw new Error(`the bench ended with ${bench.exitCode}`);
    await pause(100);
  }
}

const foldersOfBench = () => readdirSync(folder).filter((name) => name.startsWith('bench-'));

/** Those whose parent has ended stay in the system's table for a moment. */
async function allGone(): Promise<void> {
  while (below.some(isRunning)) await pause(100);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** P10 has a fleet and, below it, its authority; P9 the emulator and three others. */
const posix = process.platform === 'win32' ? test.skip : test;

posix.each([
  ['P10', 2, 'SIGTERM', 143],
  ['P9', 4, 'SIGHUP', 129],
  ['P10', 2, 'SIGINT', 130],
] as const)(
  '%s: its %d processes and its folder go when the bench is ended by %s',
  async (figure, least, signal, code) => {
    start(figure);
    below = await startedBy(least);
    expect(foldersOfBench()).toHaveLength(1);
    bench.kill(signal);
    expect(await once(bench, 'exit')).toEqual([code, null]);
    await allGone();
    expect(foldersOfBench()).toEqual([]);
  },
  120_000,
);

posix(
  'a fleet ends when the bench is killed',
  async () => {
    start('P10');
    below = await startedBy(2);
    bench.kill('SIGKILL');
    await allGone();
  },
  60_000,
);
