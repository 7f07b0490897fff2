import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunningApp } from './running-app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on the page. It is put there as developer tools do, past the policy of the page.
 *
 * @returns the names of the rules that are broken
 */
export async function runAxe({ page, app }: RunningApp): Promise<string[]> {
  const session = await app.context().newCDPSession(page);
  const run = async <T>(expression: string) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result } = await session.send('Runtime.evaluate', options);
    return result.value as T;
  };
  await run(`${axe}; undefined`);
  return run<string[]>('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
}
