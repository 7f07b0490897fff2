import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Writes the files of a copy. Into a folder that is missing they come all at once: they are written
 * beside it, and renamed when the last one is there.
 *
 * @param {string} folder
 * @param {Map<string, string | Buffer>} contents by name, from the folder, with `/`
 * @throws {NodeJS.ErrnoException}
 */
export function writeCopy(folder, contents) {
  const target = resolve(folder);
  if (existsSync(target)) return writeInto(target, contents);
  mkdirSync(dirname(target), { recursive: true });
  const half = join(dirname(target), `.eject-${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(half);
    writeInto(half, contents);
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true, maxRetries: 3 });
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {Map<string, string | Buffer>} contents
 */
function writeInto(folder, contents) {
  for (const [name, content] of contents) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    // A new file each: the old one may have a second name (a hard link) somewhere else.
    rmSync(file, { force: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
}
