import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const OWN = '@entra-flows';

/** A copy of the tree to make mistakes in. */
export interface TreeCopy extends AsyncDisposable {
  folder: string;
}

/**
 * Copies what Git knows of, with changes that are not committed. Packages are linked, not copied;
 * those of this workspace lead to the copy's own folders.
 *
 * @param root - absolute path of the clone
 */
export async function copyTree(root: string): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'entra-flows-mutants-'));
  for (const file of filesOf(root)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
    // Versions that npm could not put into the root's.
    const packages = join(dirname(file), 'node_modules');
    const isNested = basename(file) === 'package.json' && packages !== 'node_modules';
    if (isNested && existsSync(join(root, packages)))
      await symlink(join(root, packages), join(folder, packages), 'junction');
  }
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  await mkdir(join(to, OWN), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== OWN) await symlink(join(from, name), join(to, name), 'junction');
  }
  for (const name of await readdir(join(from, OWN))) {
    await symlink(await readlink(join(from, OWN, name)), join(to, OWN, name), 'junction');
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function filesOf(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const names = execFileSync('git', args, options).split('\0');
  return names.filter((name) => name && existsSync(join(root, name)));
}
