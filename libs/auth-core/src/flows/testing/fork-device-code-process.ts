import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';
import type { DeviceCodeNews, DeviceCodeTask } from './device-code-process.ts';

type Kind = 'shown' | 'polled' | 'token' | 'failed';

export interface DeviceCodeProcess {
  readonly news: DeviceCodeNews[];
  /** The first news of a kind; fails when the process ends without it. */
  first(kind: Kind): Promise<string>;
  kill(): Promise<void>;
}

/** Real processes that sign in by device code; all are gone when the tests have run. */
export function deviceCodeProcesses(): (task: DeviceCodeTask) => DeviceCodeProcess {
  const children: ChildProcess[] = [];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-core-program-'));
    await build({
      entryPoints: [fileURLToPath(new URL('./device-code-process.ts', import.meta.url))],
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

  return (task) => {
    const child = fork(join(folder, 'program.mjs'), [JSON.stringify(task)], { execArgv: [] });
    children.push(child);
    return watch(child);
  };
}

function watch(child: ChildProcess): DeviceCodeProcess {
  const news: DeviceCodeNews[] = [];
  child.on('message', (message) => news.push(message as DeviceCodeNews));
  const ended = once(child, 'exit');
  const find = (kind: Kind) =>
    news.map((item) => (item as Partial<Record<Kind, string>>)[kind]).find((text) => text);
  return {
    news,
    async first(kind) {
      for (;;) {
        const found = find(kind);
        if (found) return found;
        const more = await Promise.race([once(child, 'message'), ended.then(() => 'ended')]);
        if (more === 'ended' && !find(kind)) throw new Error(`no ${kind}: ${JSON.stringify(news)}`);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
