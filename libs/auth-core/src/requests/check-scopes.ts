/**
 * Refuses scopes that are no list of texts. A text is iterable too, and would go out letter by letter.
 *
 * @throws {TypeError}
 */
export function checkScopes(scopes: unknown): void {
  const isList = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  if (!isList) throw new TypeError("scopes has to be a list of texts, for instance ['User.Read']");
}
