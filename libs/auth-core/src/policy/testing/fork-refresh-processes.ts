import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';
import type { RefreshNews, RefreshTask } from './refresh-process.ts';

/** Real processes that want a token at the same time; all are gone when the tests have run. */
export function refreshProcesses(): (count: number, task: RefreshTask) => Promise<RefreshNews[]> {
  const children: ChildProcess[] = [];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-core-refresh-'));
    await build({
      entryPoints: [fileURLToPath(new URL('./refresh-process.ts', import.meta.url))],
      outfile: join(folder, 'program.mjs'),
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

  return async (count, task) => {
    const started = Array.from({ length: count }, () =>
      fork(join(folder, 'program.mjs'), [JSON.stringify(task)], { execArgv: [] }),
    );
    children.push(...started);
    // All are loaded before the first begins, or they would come one after the other.
    await Promise.all(started.map(nextNews));
    const answers = started.map(nextNews);
    for (const child of started) child.send('go');
    return Promise.all(answers);
  };
}

async function nextNews(child: ChildProcess): Promise<RefreshNews> {
  const ended = once(child, 'exit').then(([code, signal]) => [
    { failed: `ended with ${code ?? signal} and told nothing` },
  ]);
  const [news] = (await Promise.race([once(child, 'message'), ended])) as [RefreshNews];
  return news;
}
