/** The text of the file: MSAL's JSON, with one table beside its own, which MSAL leaves untouched. */
export interface CacheDocument {
  readonly text: string;
}

type Json = Record<string, unknown>;

const TABLES = ['Account', 'IdToken', 'AccessToken', 'RefreshToken', 'AppMetadata'];

/**
 * Takes the text only if MSAL can read it: what MSAL cannot read surfaces as a bare `SyntaxError`
 * or `TypeError` in the middle of a sign-in.
 *
 * @throws {Error} for a text of another shape
 */
export function parseCacheDocument(text: string): CacheDocument {
  const root: unknown = JSON.parse(text);
  if (!isTable(root)) throw new Error('not an object');
  for (const name of TABLES) checkTable(root[name]);
  return { text };
}

function checkTable(table: unknown): void {
  if (table === undefined) return;
  if (!isTable(table)) throw new Error('not a table');
  for (const entry of Object.values(table)) checkEntry(entry);
}

function checkEntry(entry: unknown): void {
  if (!isTable(entry)) throw new Error('not an entry');
  for (const [name, value] of Object.entries(entry)) {
    if (name === 'tenantProfiles') checkProfiles(value);
  }
}

/** MSAL keeps these as JSON within the JSON. */
function checkProfiles(value: unknown): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw new Error('not a list of profiles');
  for (const profile of value) if (!isTable(JSON.parse(profile))) throw new Error('not a profile');
}

export function isTable(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
