import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from './system-code.ts';

/**
 * Makes a folder with mode 0700, and those above it that are missing.
 *
 * Node's own `recursive` never returns where the system makes no folders at all, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOwnFolder(path);
  } catch (error) {
    const above = dirname(path);
    if (systemCode(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (systemCode(error) !== 'ENOENT' || above === path) throw error;
    await makeFolder(above);
    await makeOwnFolder(path).catch(unlessThere);
  }
}

/** Makes one folder with mode 0700, whatever the umask says: one of 477 keeps even its owner out. */
export async function makeOwnFolder(path: string): Promise<void> {
  await mkdir(path, OWNER_ONLY);
  if (process.umask() & OWNER_ONLY) await chmod(path, OWNER_ONLY);
}

const OWNER_ONLY = 0o700;

/** Another process may be making the same one. */
function unlessThere(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}
