import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ControlAddress } from '@entra-flows/identity-emulator';

const app = resolve(import.meta.dirname, '..');
/** What `nx serve` runs; the target `e2e` builds it first. */
const bundle = { server: ['dist/server.mjs'], view: ['dist/main.mjs'] };
const fromSource = (file: string) => ['--conditions=source', '--import', 'tsx', file];
export const programs = {
  ...bundle,
  launcher: fromSource('e2e/launcher.ts'),
  serverFromSource: fromSource('src/server.ts'),
};

export interface Said {
  type: 'ready' | 'error';
  already?: boolean;
  message?: string;
}

export interface Started {
  child: ChildProcess;
  said: Said;
}

const running = new Set<ChildProcess>();

function remember(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Starts the background process as a launcher does. @returns what it said first */
export async function startServer(
  dataDir: string,
  program = programs.server,
  ...more: string[]
): Promise<Started> {
  const child = remember(
    spawn(process.execPath, [...program, '--data', dataDir, ...more], {
      cwd: app,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }),
  );
  const [said] = (await once(child, 'message')) as [Said];
  return { child, said };
}

export interface Run {
  child: ChildProcess;
  /** All that came to stdout so far. */
  out(): string;
  /** Resolves when stdout has it. */
  sees(text: string): Promise<void>;
  /** Exit code and stderr. */
  ended: Promise<{ code: number | null; err: string }>;
}

/** Runs a program of the app in the foreground. */
export function run(program: string[], args: string[], env: NodeJS.ProcessEnv = {}): Run {
  const { ENTRA_EMULATOR: _, ...inherited } = process.env;
  const child = remember(
    spawn(process.execPath, [...program, ...args], {
      cwd: app,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let out = '';
  let err = '';
  child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (err += part.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, err }));
  const sees = async (text: string): Promise<void> => {
    while (!out.includes(text)) {
      const end = ended.then(() =>
        Promise.reject(new Error(`ended without ${text}: ${out}${err}`)),
      );
      await Promise.race([once(child.stdout!, 'data'), end]);
    }
  };
  return { child, out: () => out, sees, ended };
}

export async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Ends what a test left running. */
export async function endAll(): Promise<void> {
  for (const child of running) {
    child.kill('SIGKILL');
    await exitCode(child);
  }
}

export interface Endpoints {
  authority: string;
  handsFreeAuthority: string;
  clientId: string;
  graph: string;
  pages: string;
  ca: string;
}

export const readJson = async <Content>(dataDir: string, name: string): Promise<Content> =>
  JSON.parse(await readFile(join(dataDir, name), 'utf8')) as Content;

export const readEndpoints = (dataDir: string) => readJson<Endpoints>(dataDir, 'endpoints.json');
export const readControl = (dataDir: string) =>
  readJson<ControlAddress & { pid: number }>(dataDir, 'control.json');
