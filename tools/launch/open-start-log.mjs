import { mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Opens the file for the last words of an emulator that cannot start.
 *
 * @param {string} path
 * @returns {number | undefined} undefined where it cannot be: the emulator itself says what is wrong
 *   with its data folder, in better words
 */
export function openStartLog(path) {
  try {
    makeFolder(dirname(path));
    // To open a pipe would wait for its reader.
    const there = statSync(path, { throwIfNoEntry: false });
    return there && !there.isFile() ? undefined : openSync(path, 'w', 0o600);
  } catch {
    return undefined;
  }
}

/**
 * Node's own `recursive` never returns where the system makes no folders at all, as in /proc.
 *
 * @param {string} path
 */
function makeFolder(path) {
  if (statSync(path, { throwIfNoEntry: false })) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // Another process may be making the same one.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
}
