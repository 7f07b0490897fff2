import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';

/**
 * A TypeScript program of the tests as real processes: bundled once before the tests, so that many
 * of them start quickly; all are gone afterwards.
 *
 * @param url of the program's file
 * @returns starts one process, with `task` as its only argument, in JSON
 */
export function forkedProgram(url: URL): (task: unknown, env?: NodeJS.ProcessEnv) => ChildProcess {
  const children: ChildProcess[] = [];
  let folder = '';
  beforeAll(async () => {
    // Inside the project, so that the keyring's package is found.
    const dist = fileURLToPath(new URL('../../dist', import.meta.url));
    await mkdir(dist, { recursive: true });
    folder = await mkdtemp(join(dist, 'program-'));
    await build({
      entryPoints: [fileURLToPath(url)],
      outfile: join(folder, 'program.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@napi-rs/keyring'],
      // MSAL's own dependencies call require().
      banner: {
        js: `import{createRequire as requirer}from'node:module';const require=requirer(import.meta.url);`,
      },
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  return (task, env = process.env) => {
    const program = join(folder, 'program.mjs');
    const child = fork(program, [JSON.stringify(task)], { execArgv: [], env });
    children.push(child);
    return child;
  };
}
