import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageOfTarball } from '../package-of-tarball.mjs';

const root = join(import.meta.dirname, '../../..');

/**
 * Makes an empty folder a package of a user's own, with tarballs installed in it and no script run.
 *
 * @param tarballs - paths
 * @param others - packages of the registry, with their versions
 * @param env - npm's environment
 */
export async function newPackage(
  folder: string,
  tarballs: readonly string[],
  others: Record<string, string> = {},
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const dependencies = { ...others };
  for (const file of tarballs) dependencies[packageOfTarball(file).name] = `file:${file}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await promisify(execFile)(npm, args, {
    cwd: folder,
    shell: process.platform === 'win32',
    env: { ...env, npm_config_update_notifier: 'false' },
  });
}

/**
 * Unpacks tarballs where npm would, and links what they declare to the workspace's own packages: in a
 * second what an installation takes ten for, and what is not declared is missing all the same.
 */
export function linkedPackage(folder: string, tarballs: readonly string[]): void {
  for (const tarball of tarballs) {
    const { name, dependencies, optionalDependencies } = packageOfTarball(tarball);
    const place = join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const link = join(folder, 'node_modules', needed);
      const target = join(root, 'node_modules', needed);
      if (existsSync(link) || !existsSync(target)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(target, link, 'junction');
    }
  }
}
