import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name under which all samples of the workspace keep their tokens. */
const SHARED_NAME = 'entra-flows';

/**
 * The files of a sample as they stand in its copy: as they are, but for its name and the one under which
 * it keeps tokens.
 *
 * @param {string} project the sample's folder
 * @param {string} sample its name
 * @param {string} product the name of the copy
 * @returns {Map<string, string>} by name, from the copy's folder, with `/`
 * @throws for one that speaks of Nx, which a copy does not have
 */
export function sampleFiles(project, sample, product) {
  const names = readdirSync(join(project, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(project.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !/\.spec\.ts$|\/(testing|fixtures)\//.test(name));
  return new Map(
    names.map((name) => {
      const text = readFileSync(join(project, name), 'utf8')
        .replaceAll(`'${sample}'`, `'${product}'`)
        .replaceAll(`'${SHARED_NAME}'`, `'${product}'`);
      const left = /^.*\bnx\b.*$/im.exec(text)?.[0].trim();
      if (left) throw new Error(`${name} speaks of Nx, which a copy does not have: ${left}`);
      return [name, text];
    }),
  );
}

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
