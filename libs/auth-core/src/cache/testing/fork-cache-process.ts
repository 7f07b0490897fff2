import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';
import type { CacheTask } from './cache-process.ts';

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface CacheProcess {
  readonly child: ChildProcess;
  /** What the process has told so far. */
  readonly done: string[];
  /** Resolves when the process has told something for the first time. */
  readonly started: Promise<unknown>;
  readonly ended: Promise<Ended>;
}

/** Real processes that use the cache; all are gone when the tests have run. */
export function cacheProcesses(): (task: CacheTask, env?: NodeJS.ProcessEnv) => CacheProcess {
  const children: ChildProcess[] = [];
  let folder = '';
  beforeAll(async () => {
    // Inside the project, so that the keyring's package is found.
    const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
    await mkdir(dist, { recursive: true });
    folder = await mkdtemp(join(dist, 'cache-process-'));
    await build({
      entryPoints: [fileURLToPath(new URL('./cache-process.ts', import.meta.url))],
      outfile: join(folder, 'cache-process.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@napi-rs/keyring'],
      // MSAL's own dependencies call require().
      banner: {
        js: `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`,
      },
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  return (task, env = process.env) => {
    const program = join(folder, 'cache-process.mjs');
    const child = fork(program, [JSON.stringify(task)], { execArgv: [], env });
    children.push(child);
    const done: string[] = [];
    child.on('message', (message: string) => done.push(message));
    const ended = new Promise<Ended>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    return { child, done, started: once(child, 'message'), ended };
  };
}
