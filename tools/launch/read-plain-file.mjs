import { readFileSync, statSync } from 'node:fs';

/** More than any settings file holds. */
const largest = 1024 * 1024;

/**
 * The text of a small file. Only ever of a plain file: reading a pipe would wait for ever, and no
 * signal could end it. Editors and shells of Windows may put a mark in front of UTF-8, or write UTF-16.
 *
 * @param {string} path
 * @returns {string | undefined} undefined when there is no such file
 * @throws {Error} for people, when it cannot be read
 */
export function readPlainFile(path) {
  let why;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (found.isDirectory()) why = 'is a folder';
    else if (!found.isFile()) why = 'is no file';
    else if (found.size > largest) why = 'is too large';
    else {
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
      if (!text.includes('\0')) return text;
      why = 'is not UTF-8 text (UTF-16, perhaps): save it as UTF-8';
    }
  } catch (error) {
    why = `gives ${/** @type {NodeJS.ErrnoException} */ (error).code}`;
  }
  throw new Error(`${path} cannot be read: it ${why}. Mend it or move it away, then try again.`);
}
