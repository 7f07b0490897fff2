import { rm } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { ownTexts } from '../errors/own-texts.ts';
import { fileFault, unusable } from './file-fault.ts';
import {
  type DamageReason,
  mayHoldTokens,
  type OnDamaged,
  ownFilesBeside,
  setAside,
  setAsides,
} from './set-aside.ts';
import type { Protection } from './protection.ts';
import { lookAt, readRegularFile } from './read-regular-file.ts';
import { notifySafely } from '@entra-flows/primitives/notify-safely';
import {
  type OnWriteStep,
  TEMPORARY,
  tryToWrite,
  writeAtomically,
} from '@entra-flows/primitives/write-atomically';

/** A handful of accounts with their tokens, encrypted. */
const PROBE_BYTES = 64 * 1024;

export interface FileContentOptions<T> {
  path: string;
  protection: Protection;
  parse: (text: string) => T;
  largest: number;
  onDamaged: OnDamaged;
  onStep?: OnWriteStep | undefined;
}

export type Loaded<T> = { value: T | undefined } | { refused: DamageReason };

/** The content of one protected file. Except for `peek` and `load`, the caller holds the file's lock. */
export interface FileContent<T> {
  peek(): { value: T | undefined } | undefined;
  /** Reads anew the next time, whatever the file's times say. */
  forget(): void;
  load(): Promise<Loaded<T>>;
  loadOrSetAside(): Promise<T | undefined>;
  write(text: string, mayReplace: () => boolean): Promise<void>;
  remove(): Promise<void>;
  /** Writes as much as a sign-in would, and removes it: a full disk shows before the user signs in. */
  probe(): Promise<void>;
  /** Removes what writers left that were killed. */
  sweep(): Promise<void>;
}

export function fileContent<T>(options: FileContentOptions<T>): FileContent<T> {
  const { path, protection, parse, largest, onDamaged, onStep } = options;
  let last: { stamp: FileStamp; value: T | undefined } | undefined;

  const peek = () => (last?.stamp.matches(lookAt(path)) ? last : undefined);

  async function load(): Promise<Loaded<T>> {
    const stat = lookAt(path);
    if (last?.stamp.matches(stat)) return last;
    const stamp = fileStamp(stat);
    const loaded = await readAnew();
    if ('value' in loaded) last = { stamp, value: loaded.value };
    return loaded;
  }

  async function readAnew(): Promise<Loaded<T>> {
    const found = await readRegularFile(path, largest);
    // Other programs make a new file empty: it holds nothing, and nothing is lost.
    if (!found || ('content' in found && found.content.length === 0)) return { value: undefined };
    if (found.tooLarge) return { refused: 'too-large' };
    const unwrapped = await protection.unwrap(found.content);
    if ('refused' in unwrapped) return unwrapped;
    try {
      return { value: parse(unwrapped.text) };
    } catch {
      return { refused: 'damaged' };
    }
  }

  async function loadOrSetAside(): Promise<T | undefined> {
    const loaded = await load();
    if ('refused' in loaded) {
      // The key first: a start that cannot have it, say with a wrong option, leaves a good file alone.
      await protection.prepare();
      await moveAway(loaded.refused);
    }
    const value = 'value' in loaded ? loaded.value : undefined;
    if (value === undefined) protection.forget();
    return value;
  }

  async function moveAway(reason: DamageReason): Promise<void> {
    const event = await setAside(path, reason).catch((error: unknown) => {
      throw fileFault('setAside', path, error);
    });
    notifySafely(onDamaged, event);
  }

  async function write(text: string, mayReplace: () => boolean): Promise<void> {
    // First of all: what could not be read again would cost everything that the file holds.
    const value = readable(text);
    const bytes = await protection.wrap(text);
    if (bytes.length > largest)
      throw unusable(ownTexts().tooManyBytes(path, bytes.length, largest));
    try {
      const refusal = () => (mayReplace() ? undefined : lockLost(path));
      await writeAtomically(path, bytes, { refusal, onStep });
    } catch (error) {
      throw fileFault('write', path, error);
    }
    last = { stamp: fileStamp(lookAt(path)), value };
  }

  function readable(text: string): T {
    try {
      return parse(text);
    } catch (error) {
      throw unusable(ownTexts().notReadAgain(path), error);
    }
  }

  async function sweep(): Promise<void> {
    for (const left of await ownFilesBeside(path, TEMPORARY)) await rm(left, { force: true });
  }

  async function remove(): Promise<void> {
    try {
      await rm(path, { force: true });
      for (const old of await setAsides(path))
        if (await mayHoldTokens(old, largest)) await rm(old, { force: true });
      await sweep();
    } catch (error) {
      throw fileFault('remove', path, error);
    }
    // The key goes last: without its file it is worth nothing, the other way round tokens are lost.
    await protection.destroy();
  }

  async function probe(): Promise<void> {
    try {
      await tryToWrite(path, PROBE_BYTES, readBack, onStep);
    } catch (error) {
      throw fileFault('write', path, error);
    }
  }

  /** A drive may give its files to one fixed user, or take from all the right to read them. */
  async function readBack(temporary: string, written: Uint8Array): Promise<void> {
    const found = await readRegularFile(temporary, PROBE_BYTES).catch((error: unknown) => {
      throw unusable(ownTexts().notForYou(path), error);
    });
    if (!found || found.tooLarge || !found.content.equals(written))
      throw unusable(ownTexts().comesBackChanged(path));
  }

  const forget = () => void (last = undefined);

  return { probe, peek, forget, load, loadOrSetAside, write, remove, sweep };
}

/** A system may give the same time to two writes this close together. */
const UNSETTLED_MS = 100;

/** The same where times are whole seconds (ext4 with small inodes, some network drives), or even ones (FAT). */
const WHOLE_SECONDS_UNSETTLED_MS = 2_000;

/** Remembers one state of a file, to tell whether it has been replaced since. */
export interface FileStamp {
  matches(now: BigIntStats | undefined): boolean;
}

/**
 * @param stat as seen *before* the content was read: a write in between then shows as a change
 *
 * A file that was written a moment ago is never taken for unchanged, since a second write may
 * carry the same time, size and reused inode (git's "racy" index entries).
 */
export function fileStamp(stat: BigIntStats | undefined, now = Date.now()): FileStamp {
  if (!stat) return { matches: (later) => later === undefined };
  const isWhole = stat.mtimeNs % 1_000_000_000n === 0n;
  const unsettled = isWhole ? WHOLE_SECONDS_UNSETTLED_MS : UNSETTLED_MS;
  if (Math.abs(now - Number(stat.mtimeMs)) < unsettled) return { matches: () => false };
  return { matches: (later) => later !== undefined && sameState(stat, later) };
}

function sameState(a: BigIntStats, b: BigIntStats): boolean {
  return (
    a.mtimeNs === b.mtimeNs &&
    a.ino === b.ino &&
    a.size === b.size &&
    a.ctimeNs === b.ctimeNs &&
    a.dev === b.dev
  );
}

function lockLost(file: string) {
  return unusable(ownTexts().lockLost(file));
}
