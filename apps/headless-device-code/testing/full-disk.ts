import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '@entra-flows/sample-testing';
import { follow, QUICK, type Service } from './run-service.ts';

/** A disk that takes nothing until there is room. */
export interface FullDisk {
  /** How it refuses, for the title of a failure. */
  kind: 'a full tmpfs' | 'a limit of the file size';
  run(place: Place, args: string[]): Service;
  makeRoom(service: Service): void;
  remove(): void;
}

/**
 * A small file system of its own, full to the last inode, where the system lets us mount one (root);
 * else a limit that the kernel sets to each write of the process (`RLIMIT_FSIZE`).
 */
export function fullDisk(place: Place): FullDisk {
  const folder = join(place.folder, 'disk');
  mkdirSync(folder);
  return mounted(folder) ? fullFileSystem(folder) : limitedProcess();
}

function mounted(folder: string): boolean {
  try {
    execFileSync(
      'mount',
      ['-t', 'tmpfs', '-o', 'size=256k,nr_inodes=64,mode=777', 'none', folder],
      {
        stdio: 'ignore',
      },
    );
    return true;
  } catch {
    return false;
  }
}

function fullFileSystem(folder: string): FullDisk {
  const filler = join(folder, 'filler');
  mkdirSync(filler);
  fillUp((index) => writeFileSync(join(filler, String(index)), Buffer.alloc(64 * 1024)));
  fillUp((index) => writeFileSync(join(filler, `empty-${index}`), ''));
  return {
    kind: 'a full tmpfs',
    run: (place, args) => follow(place.run([...QUICK, '--cache', join(folder, 'tokens'), ...args])),
    makeRoom: () => rmSync(filler, { recursive: true }),
    remove: () => void execFileSync('umount', ['--lazy', folder]),
  };
}

/** Writes until the system says that there is no room. */
function fillUp(write: (index: number) => void): void {
  for (let index = 0; index < 1000; index += 1) {
    try {
      write(index);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
  throw new Error('the file system does not become full');
}

function limitedProcess(): FullDisk {
  return {
    kind: 'a limit of the file size',
    run: (place, args) =>
      follow(
        place.run(
          [...QUICK, '--cache', join(place.folder, 'disk/tokens'), ...args],
          {},
          undefined,
          ['sh', '-c', 'ulimit -S -f 0; exec "$@"', 'sh'],
        ),
      ),
    makeRoom: ({ child }) =>
      void execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:']),
    remove: () => undefined,
  };
}
