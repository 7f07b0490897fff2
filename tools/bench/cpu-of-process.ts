import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ownProcess } from './own-processes.ts';

const reporter = join(import.meta.dirname, 'report-cpu.cjs');

/**
 * CPU time of a whole Node process up to its exit, user and system.
 *
 * @param args of node
 * @param expected what it has to print on stdout: a run that failed is no sample
 * @returns ms
 */
export function cpuOfProcess(
  args: string[],
  expected: RegExp,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return cpuOfReporting(process.execPath, ['--require', reporter, ...args], expected, env);
}

/** The same of a program that writes it to descriptor 3 itself, in microseconds. */
export async function cpuOfReporting(
  command: string,
  args: string[],
  expected: RegExp,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const child = ownProcess(() =>
    spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] }),
  );
  const streams = [child.stdout, child.stderr, child.stdio[3] as Readable];
  const [[out = '', err = '', cpu = '']] = await Promise.all([
    Promise.all(streams.map((stream) => text(stream as Readable))),
    once(child, 'close'),
  ]);
  if (!expected.test(out) || !cpu) throw new Error(`a timed process failed: ${err || out}`);
  return Number(cpu) / 1000;
}
