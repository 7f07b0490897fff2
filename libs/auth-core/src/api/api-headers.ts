/** What the connection itself says: of another value, the request would be another than it seems. */
const OF_THE_CONNECTION = ['host', 'content-length', 'transfer-encoding', 'connection'];

/**
 * The headers of a call to a web API, under lower-case names, so that none comes twice.
 *
 * @param given - an object, a `Headers`, or any list of pairs
 * @param authorization - replaces the caller's
 * @throws {TypeError} for `host` and what else belongs to the connection
 */
export function apiHeaders(
  given: Record<string, string> | Iterable<[string, string]>,
  authorization: string,
): Record<string, string> {
  // No `instanceof Headers`: naming it would load Node's own fetch, which is not used here.
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const own = pairs.map(([name, value]) => [name.toLowerCase(), value] as const);
  const refused = own.find(([name]) => OF_THE_CONNECTION.includes(name));
  if (refused) throw new TypeError(`the header ${refused[0]} is not the caller's to set`);
  return { accept: 'application/json', ...Object.fromEntries(own), authorization };
}
