import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';
import type { CacheTask } from './cache-process.ts';

export interface CacheProcess {
  readonly child: ChildProcess;
  /** What the process has told so far. */
  readonly done: string[];
  /** Resolves when the process has told something for the first time. */
  readonly started: Promise<unknown>;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Real processes that use the cache; all are gone when the tests have run. */
export function cacheProcesses(): (task: CacheTask) => CacheProcess {
  const children: ChildProcess[] = [];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-core-program-'));
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

  return (task) => {
    const child = fork(join(folder, 'cache-process.mjs'), [JSON.stringify(task)], { execArgv: [] });
    children.push(child);
    const done: string[] = [];
    child.on('message', (message) => done.push(String(message)));
    const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    return { child, done, started: once(child, 'message'), ended };
  };
}
