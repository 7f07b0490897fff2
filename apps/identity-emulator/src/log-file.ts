import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Log } from '@entra-flows/identity-emulator/data-files';

/** Bytes; one older file of this size is kept beside it. */
const limit = 512 * 1024;

/** A log in a file that does not grow for ever. Writing it never fails a request. */
export function logFile(path: string): Log {
  return (line) => {
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      // To open a pipe would wait for its reader.
      if (found && !found.isFile()) return;
      if (found && found.size > limit) renameSync(path, `${path}.1`);
      const printable = line.replace(/\p{Cc}/gu, ' ');
      appendFileSync(path, `${new Date().toISOString()} ${printable}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not stop the emulator; there is nowhere else to say it.
    }
  };
}
