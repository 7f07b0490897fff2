import { isJsonObject } from '@entra-flows/primitives/json-object';
import { readIdToken } from '../msal/id-token.ts';

/** The text of the file: MSAL's JSON, with one table beside its own, which MSAL leaves untouched. */
export interface CacheDocument {
  readonly text: string;
}

/** The members that MSAL works with, as texts, in the entries of each of its tables. */
const NEEDED: Record<string, readonly string[]> = {
  Account: [
    'home_account_id',
    'environment',
    'realm',
    'local_account_id',
    'username',
    'authority_type',
  ],
  IdToken: ['home_account_id', 'environment', 'credential_type', 'client_id', 'secret', 'realm'],
  AccessToken: [
    'home_account_id',
    'environment',
    'credential_type',
    'client_id',
    'secret',
    'realm',
    'target',
    'cached_at',
    'expires_on',
  ],
  RefreshToken: ['home_account_id', 'environment', 'credential_type', 'client_id', 'secret'],
  AppMetadata: ['client_id', 'environment'],
};

/** The tables that MSAL works with. */
const TABLES = Object.keys(NEEDED);

const TEXT_IF_ANY = [
  'name',
  'client_info',
  'family_id',
  'target',
  'realm',
  'extended_expires_on',
  'refresh_on',
  'key_id',
  'token_type',
  'userAssertionHash',
  'resource',
];

/**
 * Takes the text only if MSAL can work with it: anything else surfaces as a bare `SyntaxError` or
 * `TypeError` in the middle of a sign-in, and the fresh token is lost.
 *
 * @throws {Error} for a text of another shape
 */
export function parseCacheDocument(text: string): CacheDocument {
  const root: unknown = JSON.parse(text);
  if (!isJsonObject(root)) throw new Error('not an object');
  for (const name of TABLES) {
    const table = root[name];
    if (table === undefined) continue;
    if (!isJsonObject(table)) throw new Error('not a table');
    for (const entry of Object.values(table)) checkEntry(name, entry);
  }
  return { text };
}

/** @throws {Error} for an entry of a table that MSAL cannot work with */
function checkEntry(table: string, entry: unknown): void {
  if (!isJsonObject(entry)) throw new Error('not an entry');
  const needed = NEEDED[table] ?? [];
  for (const name of needed) if (typeof entry[name] !== 'string') throw new Error(`no ${name}`);
  for (const name of TEXT_IF_ANY)
    if (!isMissing(entry[name]) && typeof entry[name] !== 'string') throw new Error(`no ${name}`);
  checkProfiles(entry['tenantProfiles']);
  if (table === 'IdToken') checkIdToken(String(entry['secret']));
}

/** MSAL keeps these as JSON within the JSON. */
function checkProfiles(profiles: unknown): void {
  if (isMissing(profiles)) return;
  if (!Array.isArray(profiles)) throw new Error('not a list of profiles');
  for (const text of profiles) {
    const profile: unknown = JSON.parse(String(text));
    if (!isJsonObject(profile) || typeof profile['tenantId'] !== 'string')
      throw new Error('not a profile');
  }
}

/** MSAL reads the claims of all of them whenever it lists the accounts. */
function checkIdToken(token: string): void {
  if (!readIdToken(token)) throw new Error('no claims');
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * What of MSAL's text can be read again. MSAL takes over what an authority sends without looking:
 * one member of a wrong type, and the next process would find a damaged file, with every account
 * in it lost.
 *
 * @returns the text itself where all of it can
 */
export function usablePart(text: string): string {
  const root = JSON.parse(text) as Record<string, unknown>;
  const odd = TABLES.flatMap((name) => oddEntries(name, root[name]));
  if (odd.length === 0) return text;
  for (const remove of odd) remove();
  return JSON.stringify(root);
}

function oddEntries(name: string, table: unknown): (() => void)[] {
  if (!isJsonObject(table)) return [];
  return Object.keys(table)
    .filter((key) => !isUsable(name, table[key]))
    .map((key) => () => void delete table[key]);
}

function isUsable(name: string, entry: unknown): boolean {
  try {
    checkEntry(name, entry);
    return true;
  } catch {
    return false;
  }
}
