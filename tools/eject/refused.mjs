/**
 * A place that a copy is not written to; the program ends with 2, and nothing is written.
 *
 * @param {string} path
 * @param {string} why
 */
export function refused(path, why) {
  return Object.assign(new Error(`${path} ${why}.`), { code: 'USAGE' });
}
