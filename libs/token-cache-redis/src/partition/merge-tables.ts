/** MSAL's JSON: tables of entries. */
export type Tables = Record<string, Record<string, unknown>>;

/**
 * MSAL's text as tables.
 *
 * @returns `undefined` for a text that is none of MSAL's
 */
export function parseTables(text: string): Tables | undefined {
  try {
    const root: unknown = JSON.parse(text);
    const isTables = isTable(root) && Object.values(root).every(isTableOfEntries);
    return isTables ? (root as Tables) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What one writer changed since `base`, put into what another has written meanwhile. Entry by
 * entry: what `ours` added, changed or removed is so; all the rest is as `theirs` says. Where both
 * changed the same entry, ours is the younger.
 */
export function mergeTables(base: Tables, ours: Tables, theirs: Tables): Tables {
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return Object.fromEntries(
    [...names].map((name) => [name, mergeTable(base[name], ours[name], theirs[name])]),
  );
}

function mergeTable(
  base: Tables[string] = {},
  ours: Tables[string] = {},
  theirs: Tables[string] = {},
): Tables[string] {
  const merged = new Map(Object.entries(theirs));
  for (const [key, value] of Object.entries(ours)) {
    if (!(key in base) || !sameEntry(base[key], value)) merged.set(key, value);
  }
  for (const key of Object.keys(base)) if (!(key in ours)) merged.delete(key);
  return Object.fromEntries(merged);
}

/** MSAL stamps each entry with the time at which it was read. */
function sameEntry(one: unknown, other: unknown): boolean {
  const text = (entry: unknown) =>
    JSON.stringify(isTable(entry) ? { ...entry, lastUpdatedAt: undefined } : entry);
  return text(one) === text(other);
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTableOfEntries = (value: unknown) => isTable(value) && Object.values(value).every(isTable);
