/** The part of the page that users write: from its heading to the end. */
export function keepWhy(page: string, old: string): string {
  const from = old.search(/^## Why$/m);
  return from < 0 ? page : `${page}\n${old.slice(from)}`;
}
