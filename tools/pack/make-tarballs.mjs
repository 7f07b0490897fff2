import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Packs libraries of the workspace; Nx answers from its cache what has not changed.
 *
 * @param {string[]} libraries names of folders in libs/
 * @returns {string[]} paths of their tarballs, in this order
 * @throws with what the build said
 */
export function makeTarballs(libraries) {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const projects = libraries.map((library) => `libs/${library}`).join(',');
  const args = ['run-many', '--targets=pack', `--projects=${projects}`];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nx, ...args, '--output-style=static'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_LOAD_DOT_ENV_FILES: 'false' } },
  );
  if (status !== 0) throw new Error(`The libraries cannot be packed.\n${stdout}${stderr}`);
  return libraries.map((library) => {
    const { name, version } = JSON.parse(
      readFileSync(join(root, 'libs', library, 'package.json'), 'utf8'),
    );
    return join(root, 'dist', `${name.slice(1).replace('/', '-')}-${version}.tgz`);
  });
}
