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

export const help = `npm test [-- options]

Installs what is missing, then checks everything: ${steps.join(', ')}.
What has not changed since the last run is answered from the cache.

  --all            the long tests too; CI=true does the same
  --only <steps>   only these, separated by commas
  --no-install     install nothing on this machine
  --help           this text

With CI=true no test may be left out for want of a tool, but those of Electron, whose program no
package brings.
`;

/**
 * @param {string[]} args
 * @returns {{ help: boolean, all: boolean, install: boolean, only: Step[] }}
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
  return {
    help: values.help ?? false,
    all: values.all ?? false,
    install: !values['no-install'],
    only: only.length > 0 ? /** @type {Step[]} */ (only) : steps,
  };
}
