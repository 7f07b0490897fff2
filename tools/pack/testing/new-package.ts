import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Makes an empty folder a package of a user's own, with tarballs installed in it and no script run.
 *
 * @param tarballs - paths
 * @param others - packages of the registry, with their versions
 */
export async function newPackage(
  folder: string,
  tarballs: readonly string[],
  others: Record<string, string> = {},
): Promise<void> {
  const manifest = {
    name: basename(folder).toLowerCase(),
    version: '1.0.0',
    private: true,
    dependencies: {
      ...others,
      ...Object.fromEntries(tarballs.map((file) => [nameOf(file), `file:${file}`])),
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await promisify(execFile)(npm, args, {
    cwd: folder,
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_update_notifier: 'false' },
  });
}

/** `entra-flows-auth-core-0.1.0.tgz` is `@entra-flows/auth-core`. */
function nameOf(tarball: string): string {
  return basename(tarball).replace(/^entra-flows-(.*)-\d+\.\d+\.\d+.*$/, '@entra-flows/$1');
}
