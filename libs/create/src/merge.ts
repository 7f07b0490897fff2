import { isDeepStrictEqual } from 'node:util';
import { said } from '@entra-flows/primitives/said';
import { diff3Merge } from 'node-diff3';

/** Whose lines stand where both sides changed the same. */
export type Prefer = 'mine' | 'new';

/** A place that both sides changed. */
export interface Conflict {
  /** `34`, a line of the user's file, or `dependencies.express` in JSON. */
  at: string;
  mine: string;
  new: string;
}

/** Both sides' changes in one text. */
export interface Merged {
  text: string;
  conflicts: Conflict[];
}

/**
 * Three-way merge of one file. JSON is merged by its keys, so that a dependency that the user added
 * beside one that has a new version is no conflict; other text by its lines.
 *
 * @param prefer - settles conflicts; they are reported all the same
 */
export function mergeFile(
  mine: string,
  base: string,
  next: string,
  prefer: Prefer = 'mine',
): Merged {
  const [mineJson, baseJson, nextJson] = [mine, base, next].map(jsonObject);
  return mineJson && baseJson && nextJson
    ? mergeJson(mineJson, baseJson, nextJson, { text: mine, prefer })
    : mergeLines(mine, base, next, prefer);
}

function mergeLines(mine: string, base: string, next: string, prefer: Prefer): Merged {
  const conflicts: Conflict[] = [];
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(next), {
    excludeFalseConflicts: true,
  });
  const lines = regions.flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    const { a, b, aIndex } = conflict;
    conflicts.push({ at: String(aIndex + 1), mine: a.join('\n'), new: b.join('\n') });
    return prefer === 'mine' ? a : b;
  });
  return { text: withEndsOf(mine, lines.join('\n')), conflicts };
}

/** A text with the line ends of another: a file keeps its own when its content changes. */
export const withEndsOf = (file: string, text: string): string =>
  file.includes('\r\n') ? linesOf(text).join('\r\n') : text;

/** Git may check files out with CRLF on Windows: that changes no line. */
export const linesOf = (text: string): string[] => text.split(/\r?\n/);

type Json = Record<string, unknown>;

function jsonObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeJson(
  mine: Json,
  base: Json,
  next: Json,
  { text, prefer }: { text: string; prefer: Prefer },
): Merged {
  const conflicts: Conflict[] = [];
  const merge = (m: unknown, b: unknown, n: unknown, path: string): unknown => {
    if (isDeepStrictEqual(m, n) || isDeepStrictEqual(b, n)) return m;
    if (isDeepStrictEqual(m, b)) return n;
    if (isObject(m) && isObject(n)) return mergeKeys(m, isObject(b) ? b : {}, n, path);
    conflicts.push({ at: path, mine: shown(m), new: shown(n) });
    return prefer === 'mine' ? m : n;
  };
  const mergeKeys = (m: Json, b: Json, n: Json, path: string): Json => {
    const keys = [...new Set([...Object.keys(m), ...Object.keys(n)])];
    const merged = keys.map((key) => {
      const value = merge(own(m, key), own(b, key), own(n, key), path ? `${path}.${key}` : key);
      return [key, value] as const;
    });
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  };
  const [, indent = '  '] = /^([ \t]+)"/m.exec(text) ?? [];
  const merged = `${JSON.stringify(mergeKeys(mine, base, next, ''), null, indent)}\n`;
  return { text: withEndsOf(text, merged), conflicts };
}

const own = (object: Json, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
const shown = (value: unknown): string =>
  value === undefined ? said({ en: '(removed)', ko: '(삭제됨)' }) : JSON.stringify(value);
