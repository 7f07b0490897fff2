// @long many hooks that misbehave; main.spec.ts shows one that works
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { prompt } from '../../testing/prompt.ts';
import { openJournal } from '../journal.ts';
import { serviceStatus } from '../service-status.ts';
import { until } from '@entra-flows/sample-testing';
import { codeHook } from './code-hook.ts';

let folder: string;
let log: string;
let running: AsyncDisposable | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-hook-'));
  log = '';
});
afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Shows one code to a program of these lines. */
function run(lines: string, longest?: number): void {
  const program = join(folder, 'hook');
  writeFileSync(program, `#!/bin/sh\n${lines}\n`);
  chmodSync(program, 0o755);
  const status = serviceStatus();
  const journal = openJournal({ json: true }, { write: (text) => (log += text) }, {});
  running = codeHook(program, { journal, status }, longest);
  status.codeIsShown(prompt('ABCD-EFGH'));
}

/** What a process does by itself in hours. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

async function pidIn(file: string): Promise<number> {
  await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
  return Number(readFileSync(file, 'utf8'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a program that does not end is ended after its time, with all that it started', async () => {
  const file = join(folder, 'pid');
  run(`sleep 600 & echo $! > ${file}; wait`, 1500);
  const pid = await pidIn(file);
  collectGarbage();
  await until(() => log.includes('hook-failed'));
  expect(log).toContain('it did not end within 1.5 s and was killed');
  await until(() => !isAlive(pid));
});

test("a program that has ended is not killed with the service: its number may be a stranger's", async () => {
  const file = join(folder, 'lives');
  run(`(sleep 1; echo > ${file}) 2>&- &`);
  await until(() => log.includes('hook-ran'));
  await running?.[Symbol.asyncDispose]();
  await until(() => existsSync(file));
});

test('a program that is killed with the service has not run', async () => {
  const file = join(folder, 'pid');
  run(`echo $$ > ${file}; exec sleep 600`);
  const pid = await pidIn(file);
  await running?.[Symbol.asyncDispose]();
  await until(() => !isAlive(pid));
  expect(log).toBe('');
});

test('what a program complains of is logged without what may be a token', async () => {
  const [segment, path] = ['a-B_9'.repeat(12), '/usr/local/share/printers/label'];
  run(
    `echo "no paper at ${path} for eyJhbGciOiJub25lIn0.${segment}.${segment}" >&2; sleep 0.2; exit 3`,
  );
  await until(() => log.includes('hook-failed'));
  expect(log).toContain(
    `it ended with exit code 3: no paper at ${path} for eyJhbGciOiJub25lIn0.….…"`,
  );
});

test('a process without file descriptors says so, and runs the next one', async () => {
  const script = join(import.meta.dirname, '../../testing/hook-without-descriptors.ts');
  const node = `ulimit -n 1024; exec "$0" --conditions=source --import tsx "$1"`;
  const { stderr } = await promisify(execFile)('sh', ['-c', node, process.execPath, script]);
  expect(stderr).toMatch(/hook-failed.*EMFILE.*\n.*hook-ran/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
