import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

type Contents = ReadonlyMap<string, Buffer | string>;

/**
 * Writes the files of a copy. Into a folder that is missing they come all at once: they are written
 * beside it, and renamed when the last one is there.
 *
 * @param contents - by path from the folder, with `/`
 * @throws {NodeJS.ErrnoException}
 */
export function writeCopy(folder: string, contents: Contents): void {
  const target = resolve(folder);
  if (existsSync(target)) return writeInto(target, contents);
  const made = mkdirSync(dirname(target), { recursive: true });
  try {
    withHalf(dirname(target), (half) => {
      writeAll(half, contents);
      renameSync(half, target);
    });
  } catch (error) {
    if (made) removeEmpty(dirname(target), made);
    throw error;
  }
}

/** Removes a folder and those above it, up to `last`, as far as they are empty. */
function removeEmpty(folder: string, last: string): void {
  try {
    rmdirSync(folder);
    if (folder !== last) removeEmpty(dirname(folder), last);
  } catch {
    // Another program has put something there: it stays.
  }
}

/**
 * Writes files into a folder that is there: all of them are on the disk before the first takes its
 * place, so that a full disk changes nothing, nor does a folder in it that is
 * read-only. They take their places in the order of `contents`.
 */
export function writeInto(folder: string, contents: Contents): void {
  // What one that was killed has left.
  for (const name of readdirSync(folder))
    if (/^\.create-[\da-f]{8}$/.test(name)) rmSync(join(folder, name), { recursive: true });
  withHalf(folder, (half) => {
    writeAll(half, contents);
    for (const path of contents.keys()) {
      const place = dirname(join(folder, path));
      if (existsSync(place)) accessSync(place, constants.W_OK);
    }
    for (const path of contents.keys()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      // The old file may have a second name (a hard link) somewhere else: that one stays.
      const file = join(folder, path);
      const old = statSync(file, { throwIfNoEntry: false });
      // A script that the user made executable stays so.
      if (old) chmodSync(join(half, path), old.mode);
      renameSync(join(half, path), file);
    }
  });
}

function writeAll(folder: string, contents: Contents): void {
  for (const [path, content] of contents) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
}

function withHalf(parent: string, work: (half: string) => void): void {
  const half = join(parent, `.create-${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(half);
    work(half);
  } finally {
    rmSync(half, { recursive: true, force: true, maxRetries: 3 });
  }
}
