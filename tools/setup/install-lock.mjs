import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

// Runs before the packages are there, on any Node.js: an old one has to be able to read this file.

/** Milliseconds after which a lock that no process renews is left over. */
const leftOver = 10_000;

/**
 * Lets one process of a workspace install at a time: two would delete each other's files. Waits for another
 * one, and takes its place where it died.
 *
 * A time and not a process ID says that it lives: one of another container means nothing here.
 *
 * @param {string} folder the workspace's
 * @param {() => void} onWait called once, where another process installs
 */
export async function takeInstallLock(folder, onWait) {
  const file = join(folder, '.installing');
  for (let waits = 0; !isTaken(file); waits += 1) {
    if (waits === 0) onWait();
    await new Promise((next) => setTimeout(next, 200));
  }
  const renewal = setInterval(() => renew(file), 1000);
  renewal.unref();
  return {
    release() {
      clearInterval(renewal);
      rmSync(file, { force: true });
    },
  };
}

/** @param {string} file */
function isTaken(file) {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    // A folder that cannot be written: npm says so in better words.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return true;
  }
  const there = statSync(file, { throwIfNoEntry: false });
  if (there && Math.abs(Date.now() - there.mtimeMs) > leftOver) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function renew(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // It was deleted: npm goes on all the same.
  }
}
