// What the tests share: an emulator in place of Entra, and the program as a process of its own.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import {
  type EmulatorOptions,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';

export let emulator: IdentityEmulator;
/** A folder of the test: home and current folder of the program. */
export let folder: string;
/** Settings of the emulator, and none of this machine. */
export let env: NodeJS.ProcessEnv;
const running = new Set<ChildProcess>();
/** In seconds: a program that takes longer for a step waits for what does not come. */
const PATIENCE = Number(process.env['TEST_PATIENCE'] ?? 60);
/** What Node runs. */
let program = [join(import.meta.dirname, 'main.js')];

/** Starts an emulator for the file, and gives each test a folder and settings. */
export function useEmulator(options: EmulatorOptions = {}, command = program): void {
  program = command;
  before(async () => {
    emulator = await startIdentityEmulator(options);
  });
  after(() => emulator.close());
  beforeEach(async () => {
    await emulator.control.reset();
    folder = mkdtempSync(join(tmpdir(), 'test-'));
    const { authority, graph, ca, pages, clientId } = emulator;
    const endpoints = join(folder, 'endpoints.json');
    writeFileSync(endpoints, JSON.stringify({ authority, graph, ca, pages }));
    env = {
      PATH: process.env['PATH'],
      HOME: folder,
      ENTRA_CLIENT_ID: clientId,
      ENTRA_AUTHORITY: authority,
      ENTRA_EMULATOR: endpoints,
    };
  });
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Starts the program; `input` is what it reads from stdin. */
export function start(args: string[] = [], input = '', command = program) {
  const child = spawn(process.execPath, [...command, ...args], { cwd: folder, env });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (part: Buffer) => {
      said[name] += part.toString();
      for (const look of waiting) look();
    });
  child.stdin.end(input);
  const soFar = () => `it has said so far:\n${said.stdout}${said.stderr}`;
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, ...said });
    }),
  );
  /** Rejects, with what it has said, where this takes too long. */
  const inTime = async <Result>(awaited: Promise<Result>, what: string): Promise<Result> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const report = () => reject(new Error(`after ${PATIENCE} s it has not ${what}; ${soFar()}`));
      timer = setTimeout(report, PATIENCE * 1000);
    });
    return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
  };
  /** Resolves when what it wrote matches; rejects when it ends without it, or goes on without it. */
  const says = (pattern: RegExp) => {
    const found = new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended without ${pattern}; ${soFar()}`)));
    });
    return inTime(found, `said ${pattern}`);
  };
  /** Waits for its end; what it said is shown where it ends with another exit code, or does not end. */
  const ends = async (expected = 0) => {
    const { code, stdout, stderr } = await inTime(ended, 'ended');
    assert.equal(code, expected, `it ended with ${code} and said:\n${stdout}${stderr}`);
    return { stdout, stderr };
  };
  return { ends, says, stop: () => child.kill('SIGTERM') };
}

/** Runs the program to its end, with this exit code. */
export const run = (args: string[] = [], code = 0) => start(args).ends(code);

/** Declares what every such program does without its user: it helps, and says what it lacks. */
export function testUsage(): void {
  test('--help lists the options, also behind a --, which pnpm passes on', async () => {
    for (const args of [['--help'], ['--', '--help']]) {
      const { stdout } = await run(args);
      assert.match(stdout, /^ +--help/m);
    }
  });

  test('without a client ID and an authority it says what to set, and ends with 2', async (context) => {
    const { stdout } = await run(['--help']);
    if (!stdout.includes('ENTRA_CLIENT_ID')) return context.skip('src/auth-config.ts names both');
    for (const name of Object.keys(env)) if (name.startsWith('ENTRA_')) delete env[name];
    const { stderr } = await run([], 2);
    assert.match(stderr, /ENTRA_CLIENT_ID and ENTRA_AUTHORITY/);
  });
}
