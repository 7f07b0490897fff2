import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageOfTarball } from './package-of-tarball.mjs';
import { withScope, workspaceSettings } from './package-settings.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * Packs libraries of the workspace; Nx answers from its cache what has not changed.
 *
 * @param {string[]} libraries names of folders in libs/
 * @returns {string[]} paths of their tarballs, in this order
 * @throws {Error} with what the build said
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
  return packedTarballs(libraries);
}

/**
 * The tarballs that are there already, packed by a task that Nx ran before.
 *
 * @param {string[]} libraries names of folders in libs/
 * @returns {string[]} paths of their tarballs, in this order
 * @throws {Error} when one is missing or damaged
 */
export function packedTarballs(libraries) {
  const { scope } = workspaceSettings();
  return libraries.map((library) => {
    const manifest = readFileSync(join(root, 'libs', library, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest);
    const file = withScope(name, scope).slice(1).replace('/', '-');
    const tarball = join(root, 'dist', `${file}-${version}.tgz`);
    packageOfTarball(tarball);
    return tarball;
  });
}
