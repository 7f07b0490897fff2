import { relative, sep } from 'node:path';

/**
 * What would be wrong in a copy, by file: sentences about the workspace, and its name.
 *
 * @param {string} product
 * @returns {Record<string, [from: RegExp, to: string][]>}
 */
const sentences = (product) => ({
  'libs/sample-kit/src/app-name.ts': [[/'entra-flows'/, `'${product}'`]],
  'libs/sample-kit/src/prompt-texts.ts': [
    [/ The sample cli-device-code [^`]*/, ''],
    [/ 샘플 cli-device-code[^`]*/, ''],
  ],
  'libs/sample-kit/src/run-sample.ts': [
    [/`Usage: npx nx serve \$\{name\} -- \[options\]`/, "'Usage: npm start -- [options]'"],
    [/ \(npx nx serve[^)]*\)/, ''],
    [/ {4}\.\.\.\(isService \? \[\] : forScripts\(name\)\),\n/, ''],
    [/\nconst forScripts(?:.|\n)*?\];\n/, ''],
  ],
  'libs/sample-kit/src/where-is-the-authority.ts': [
    [/\\n` \+\n *'To try it without a tenant(?:.|\n)*?`(?=,\n {2}\);)/, '`'],
    [/, where `nx serve` sets it/, ''],
  ],
  'libs/sample-kit/src/emulator-endpoints.ts': [
    [
      /Start the sample [^']*"npx nx serve"[^']*/,
      'Name the file of an emulator that runs, or unset it.',
    ],
  ],
});

/**
 * A module as it reads in a copy, which has a name of its own and no Nx.
 *
 * @param {string} root the workspace's folder
 * @param {string} file absolute path
 * @param {string} text
 * @param {string} product the name of the copy
 * @returns {string}
 * @throws when it still speaks of Nx, so that this list is mended with the file
 */
export function reword(root, file, text, product) {
  const name = relative(root, file).split(sep).join('/');
  const reworded = (sentences(product)[name] ?? []).reduce(
    (result, [from, to]) => result.replace(from, () => to),
    text,
  );
  const left = /^.*\bnx\b.*$/im.exec(reworded)?.[0].trim();
  if (left) throw new Error(`${name} speaks of Nx, which a copy does not have: ${left}`);
  return reworded;
}
