import { parseArgs } from 'node:util';

/**
 * Whether a sample is only asked how it is used.
 *
 * @param {string[]} args
 */
export function asksHelp(args) {
  return args.some((arg) => arg === '--help' || arg === '-h');
}

/**
 * The account that a sample is asked to use, as `--account NAME` or `--account=NAME`. Everything else
 * in its arguments is its own business.
 *
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function accountOf(args) {
  const { values } = parseArgs({
    args,
    options: { account: { type: 'string' } },
    strict: false,
  });
  return typeof values.account === 'string' && values.account ? values.account : undefined;
}
