import type { Shape } from './has-shape.ts';

/** One fact that must outlive the process: `value` null means that the key is gone. */
export interface JournalRecord {
  kind: string;
  key: string;
  value: unknown;
}

/** Where grants are kept. An answer that depends on a record waits for `write`. */
export interface Journal {
  /**
   * What was there when the journal was opened, and what was written since. Values of another shape
   * are left out and reported.
   */
  entries(kind: string, shape: Shape): Iterable<[key: string, value: unknown]>;
  /** Resolves when the records would survive a SIGKILL, or the disk has refused them. */
  write(...records: JournalRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** Keeps nothing: for an emulator without a data folder. */
export function memoryJournal(): Journal {
  return {
    entries: () => [],
    write: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
