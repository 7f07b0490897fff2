import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The spec of a copy, for Node's own test runner: the sample's, or the one that suits any.
 *
 * @param {string} sample
 * @returns {string} TypeScript
 */
export function specOfCopy(sample) {
  const own = join(import.meta.dirname, 'specs', `${sample}.test.ts`);
  const file = existsSync(own) ? own : join(import.meta.dirname, 'specs/any-sample.test.ts');
  return readFileSync(file, 'utf8');
}
