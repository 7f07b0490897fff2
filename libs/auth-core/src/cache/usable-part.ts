import { checkEntry, isTable, TABLES } from './cache-document.ts';

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
  if (!isTable(table)) return [];
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
