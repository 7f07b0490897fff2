import { parseArgs } from 'node:util';

/** The steps of `npm test`, and the Nx target of each. */
export const targets = {
  format: 'format',
  lint: 'lint',
  types: 'typecheck',
  unit: 'test',
  build: 'build',
  e2e: 'e2e',
};

/** @typedef {keyof typeof targets} Step */

/** @type {Step[]} */
export const steps = /** @type {Step[]} */ (Object.keys(targets));

const help = `npm test [-- options]

Installs what is missing, then checks everything: ${steps.join(', ')}.
What has not changed since the last run is answered from the cache.

  --all            the long tests too; CI=true does the same
  --only <steps>   only these, separated by commas
  --no-install     install nothing on this machine
  --help           this text

With CI=true no test may be left out for want of a tool, but those of Electron, whose program no
package brings.
`;

/** @typedef {{ all: boolean, install: boolean, only: Step[] }} TestOptions */

/**
 * Reads the arguments of `npm test`, and says what is wrong with them or how they are used.
 *
 * @param {string[]} args
 * @returns {TestOptions | number} a number: the exit code, as nothing is to be run
 */
export function readTestOptions(args) {
  try {
    const options = testOptions(args);
    if (options) return options;
    console.log(help);
    return 0;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n\n${help}`);
    return 2;
  }
}

/**
 * @param {string[]} args
 * @returns {TestOptions | undefined} undefined when help is asked for
 * @throws {Error} with what is wrong with them
 */
export function testOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      all: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      'no-install': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const only = (values.only ?? []).flatMap((list) => list.split(','));
  const unknown = only.find((name) => !Object.hasOwn(targets, name));
  if (unknown !== undefined) {
    throw new Error(`There is no step '${unknown}'. The steps are: ${steps.join(', ')}.`);
  }
  if (values.help) return undefined;
  return {
    all: values.all ?? false,
    install: !values['no-install'],
    only: only.length > 0 ? /** @type {Step[]} */ (only) : steps,
  };
}
