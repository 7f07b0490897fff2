import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors/system-code.ts';

/**
 * Makes a folder with mode 0700, and those above it that are missing.
 *
 * Node's own `recursive` never returns where the system makes no folders at all, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (error) {
    const above = dirname(path);
    if (systemCode(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (systemCode(error) !== 'ENOENT' || above === path) throw error;
    await makeFolder(above);
    await mkdir(path, 0o700).catch(unlessThere);
  }
}

/** Another process may be making the same one. */
function unlessThere(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}
