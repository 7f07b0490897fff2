import { dirname, join, posix } from 'node:path';
import { importsOf } from './imports-of.mjs';
import { placeInCopy } from './place-in-copy.mjs';
import { indexOf, isIndex, SCOPE } from './workspace-libraries.mjs';

/**
 * A module as it stands in the copy: what it takes from a library of the workspace comes from the
 * folder beside it, and an index leaves out what did not come along.
 *
 * @param {string} root the workspace's folder
 * @param {string} file absolute path in the workspace
 * @param {string} text
 * @param {Set<string>} files what comes along
 * @returns {string}
 */
export function localImports(root, file, text, files) {
  if (!file.endsWith('.ts')) return text;
  const kept = isIndex(file) ? withoutLeftOut(file, text, files) : text;
  const here = posix.dirname(placeInCopy(root, file));
  let result = kept;
  for (const { from, quoted } of importsOf(kept).reverse()) {
    if (!from.startsWith(SCOPE)) continue;
    const way = posix.relative(here, placeInCopy(root, indexOf(root, from)));
    const local = way.startsWith('.') ? way : `./${way}`;
    result = result.slice(0, quoted[0]) + local + result.slice(quoted[1]);
  }
  return result;
}

/**
 * @param {string} index
 * @param {string} text
 * @param {Set<string>} files
 */
function withoutLeftOut(index, text, files) {
  const gone = importsOf(text).filter(({ from }) => !files.has(join(dirname(index), from)));
  let result = text;
  for (const { quoted } of gone.reverse()) {
    const start = result.lastIndexOf('export ', quoted[0]);
    result = result.slice(0, start) + result.slice(result.indexOf('\n', quoted[1]) + 1);
  }
  return result.replace(/\n{3,}/g, '\n\n');
}
