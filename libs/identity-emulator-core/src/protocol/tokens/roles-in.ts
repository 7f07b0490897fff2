import type { Resource } from '../../directory/directory.ts';

/** The names of those roles that belong to a web API; they are given with its id or one of its uris. */
export function rolesIn({ id, uris }: Resource, given: readonly string[] = []): string[] {
  const prefixes = [id, ...uris].map((prefix) => `${prefix}/`);
  return given.flatMap((role) => {
    const prefix = prefixes.find((one) => role.startsWith(one));
    return prefix === undefined ? [] : [role.slice(prefix.length)];
  });
}
