import { isJsonObject } from '@entra-flows/primitives/json-object';

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

type Kind = 'string' | 'number' | 'boolean' | 'array' | ((value: unknown) => boolean);

/** What the fields of a kept record must be; others may be there too. */
type Shape = Readonly<Record<string, Kind>>;

/** Whether a value that comes from a file, where it may have been edited, can be used. */
export function hasShape(value: unknown, shape: Shape): boolean {
  return (
    isJsonObject(value) && Object.entries(shape).every(([name, kind]) => isOf(kind, value[name]))
  );
}

function isOf(kind: Kind, value: unknown): boolean {
  if (typeof kind === 'function') return kind(value);
  return kind === 'array' ? Array.isArray(value) : typeof value === kind;
}

export const areAll =
  (kind: Kind) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => isOf(kind, one));

export const optional =
  (kind: Kind) =>
  (value: unknown): boolean =>
    value === undefined || isOf(kind, value);
