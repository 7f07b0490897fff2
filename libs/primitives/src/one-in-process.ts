/**
 * What copies of a library share. A program that loads both its ES modules and its CommonJS has two
 * copies, and a client that one of them made has to be known to the other.
 *
 * @param name - unlike all others; raise its number when its shape changes, as copies may differ in version
 * @param make - called by the copy that comes first
 */
export function oneInProcess<T>(name: string, make: () => T): T {
  const shared = globalThis as unknown as Record<symbol, T | undefined>;
  return (shared[Symbol.for(`@entra-flows/${name}`)] ??= make());
}
