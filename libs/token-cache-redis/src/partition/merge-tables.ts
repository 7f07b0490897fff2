import { isJsonObject, parseJsonObject } from '@entra-flows/primitives/json-object';

/** MSAL's JSON: tables of entries. */
export type Tables = Record<string, Record<string, unknown>>;

/**
 * MSAL's text as tables.
 *
 * @returns `undefined` for any text that MSAL did not write
 */
export function parseTables(text: string): Tables | undefined {
  const root = parseJsonObject(text);
  return root && Object.values(root).every(isTableOfEntries) ? (root as Tables) : undefined;
}

/**
 * What one writer changed since `base`, put into what another has written meanwhile. Entry by
 * entry: what `ours` added, changed or removed is so; all the rest is as `theirs` says.
 *
 * Where both changed the same entry, the one whose tokens are the younger has it, ours if they are of
 * the same second: a writer that was stopped, or is slow, must not put an old refresh token in the
 * place of a newer one. For the same reason what ours removed stays if theirs has renewed it (MSAL
 * drops a refresh token that was rejected because another process has spent it), unless ours removed
 * the account with it.
 */
export function mergeTables(base: Tables, ours: Tables, theirs: Tables): Tables {
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  const theirsIsYounger = youngest(base, theirs) > youngest(base, ours);
  const stillThere = ownersIn(ours);
  const signedOut = new Set([...ownersIn(base)].filter((owner) => !stillThere.has(owner)));
  const table = (name: string) => ({
    ...{ base: base[name] ?? {}, ours: ours[name] ?? {}, theirs: theirs[name] ?? {} },
    ...{ theirsIsYounger, signedOut },
  });
  return Object.fromEntries([...names].map((name) => [name, mergeTable(table(name))]));
}

interface Change {
  base: Tables[string];
  ours: Tables[string];
  theirs: Tables[string];
  theirsIsYounger: boolean;
  /** `home_account_id` of accounts that ours removed. */
  signedOut: Set<unknown>;
}

function mergeTable({ base, ours, theirs, theirsIsYounger, signedOut }: Change): Tables[string] {
  const merged = new Map(Object.entries(theirs));
  const renewed = (key: string) => key in theirs && !sameEntry(base[key], theirs[key]);
  for (const [key, value] of Object.entries(ours)) {
    if (key in base && sameEntry(base[key], value)) continue;
    if (!(theirsIsYounger && renewed(key))) merged.set(key, value);
  }
  for (const [key, value] of Object.entries(base)) {
    if (key in ours) continue;
    if (!renewed(key) || signedOut.has(member(value, 'home_account_id'))) merged.delete(key);
  }
  return Object.fromEntries(merged);
}

/** When the youngest token that a writer brought was issued, in seconds since 1970; 0 without one. */
function youngest(base: Tables, written: Tables): number {
  const before = base['AccessToken'] ?? {};
  return Object.entries(written['AccessToken'] ?? {})
    .filter(([key, value]) => !sameEntry(before[key], value))
    .map(([, value]) => Number(member(value, 'cached_at')))
    .reduce((one, other) => (other > one ? other : one), 0);
}

function ownersIn({ Account = {} }: Tables): Set<unknown> {
  return new Set(Object.values(Account).map((account) => member(account, 'home_account_id')));
}

const member = (entry: unknown, name: string): unknown =>
  isJsonObject(entry) ? entry[name] : undefined;

/** MSAL stamps each entry with the time at which it was read. */
function sameEntry(one: unknown, other: unknown): boolean {
  const text = (entry: unknown) =>
    JSON.stringify(isJsonObject(entry) ? { ...entry, lastUpdatedAt: undefined } : entry);
  return text(one) === text(other);
}

const isTableOfEntries = (value: unknown) =>
  isJsonObject(value) && Object.values(value).every(isJsonObject);
