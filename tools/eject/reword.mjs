import { relative, sep } from 'node:path';

/** Sentences about the workspace that would be wrong in a copy, by file. */
const sentences = {
  'libs/sample-kit/src/run-sample.ts': [
    ['`Usage: npx nx serve ${name} -- [options]`', "'Usage: npm start -- [options]'"],
    [' (npx nx serve uses the local emulator without them)', ''],
    [`    'Nx turns 2 into 1; "npm start" and the bundle give the exact code.',\n`, ''],
  ],
  'libs/sample-kit/src/where-is-the-authority.ts': [
    [
      ` To try the sample without a tenant,\\n' +\n      'start it in the workspace with "npx nx serve": the local emulator then takes their place.'`,
      `'`,
    ],
  ],
  'libs/sample-kit/src/emulator-endpoints.ts': [
    [
      'Start the sample with "npx nx serve", which sets it, or unset it.',
      'Name the file of an emulator that runs, or unset it.',
    ],
  ],
};

/**
 * A module as it reads in a copy, where there is no Nx.
 *
 * @param {string} root the workspace's folder
 * @param {string} file absolute path
 * @param {string} text
 * @returns {string}
 * @throws when a sentence is gone from the file, so that this list is mended with it
 */
export function reword(root, file, text) {
  const name = relative(root, file).split(sep).join('/');
  let result = text;
  for (const [from, to] of /** @type {Record<string, string[][]>} */ (sentences)[name] ?? []) {
    if (!result.includes(from ?? '')) throw new Error(`${name} no longer says: ${from}`);
    result = result.replace(from ?? '', () => to ?? '');
  }
  return result;
}
