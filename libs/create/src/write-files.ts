import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  mkdirSync(dirname(target), { recursive: true });
  withHalf(dirname(target), (half) => {
    writeAll(half, contents);
    renameSync(half, target);
  });
}

/**
 * Writes files into a folder that is there: all of them are on the disk before the first takes its
 * place, so that a full disk changes nothing. They take their places in the order of `contents`.
 */
export function writeInto(folder: string, contents: Contents): void {
  withHalf(folder, (half) => {
    writeAll(half, contents);
    for (const path of contents.keys()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      // The old file may have a second name (a hard link) somewhere else: that one stays.
      renameSync(join(half, path), join(folder, path));
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
