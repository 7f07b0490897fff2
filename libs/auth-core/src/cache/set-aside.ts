import { lstatSync } from 'node:fs';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ownTexts } from '../errors/own-texts.ts';
import { readRegularFile } from './read-regular-file.ts';
import { isSealed } from './sealed-envelope.ts';

/** How many damaged files are kept, the newest. */
const KEPT = 3;

/** Why a file could not be used. */
export type DamageReason =
  | 'damaged'
  | 'wrong-key'
  | 'key-lost'
  | 'not-encrypted'
  | 'encrypted'
  | 'too-large';

/** A file that could not be used and was set aside. */
export interface DamageEvent {
  /** The path of the file. */
  file: string;
  /** Where the content is now. */
  keptAs: string;
  /** Why it could not be used. */
  reason: DamageReason;
  /** Shown to users: what happened, why, what to do next. */
  message: string;
}

/** Called for each file that was set aside. */
export type OnDamaged = (event: DamageEvent) => void;

/**
 * Moves a file that cannot be used out of the way, as `<file>.damaged-<time>`, and lets go of the
 * oldest of those. To be called with the file's lock held.
 */
export async function setAside(file: string, reason: DamageReason): Promise<DamageEvent> {
  const others = await setAsides(file);
  const keptAs = freeName(file);
  await rename(file, keptAs);
  const tooMany = others.sort().slice(0, Math.max(0, others.length + 1 - KEPT));
  for (const old of tooMany) await rm(old, { force: true }).catch(() => undefined);
  const texts = ownTexts();
  const message = texts.setAside(file, texts.whySetAside[reason], keptAs);
  return { file, keptAs, reason, message };
}

/** The full paths of all that was set aside for `file`. */
export const setAsides = (file: string): Promise<string[]> => ownFilesBeside(file, SET_ASIDE);

/** A time as `toISOString` has it, without its signs. */
const SET_ASIDE = { start: '.damaged-', rest: /^\d{8}T\d{9}Z$/ };

/** No colons, which Windows does not allow in names. */
function freeName(file: string): string {
  for (let time = Date.now(); ; time++) {
    const name = `${file}${SET_ASIDE.start}${new Date(time).toISOString().replace(/[-:.]/g, '')}`;
    if (!lstatSync(name, { throwIfNoEntry: false })) return name;
  }
}

/** How this library ends the names of the files that it keeps beside another. */
export interface NameEnd {
  start: string;
  /** The whole rest of the name: another program's files may begin alike. */
  rest: RegExp;
}

/** The full paths of the plain files beside `file` that have its name with such an end. */
export async function ownFilesBeside(file: string, { start, rest }: NameEnd): Promise<string[]> {
  const folder = dirname(file);
  const prefix = `${basename(file)}${start}`;
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !rest.test(name.slice(prefix.length))) continue;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isFile()) found.push(path);
  }
  return found;
}

/** What MSAL's cache and a kept device code are made of, whole or in part. */
const PARTS = /"(?:Account|IdToken|AccessToken|RefreshToken|deviceCode|secret)"/;

/**
 * Whether this library can have written a file that was set aside. A sign-out removes those; a file of
 * another program that was named by mistake stays, as the message said.
 *
 * @param largest bytes; what is larger was never written here
 */
export async function mayHoldTokens(path: string, largest: number): Promise<boolean> {
  const found = await readRegularFile(path, largest).catch(() => undefined);
  if (!found || found.tooLarge) return false;
  return isSealed(found.content) || PARTS.test(found.content.toString('latin1'));
}
