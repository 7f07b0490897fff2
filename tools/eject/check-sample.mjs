import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Samples whose program is more than what the TypeScript compiler makes of it, by kind.
 *
 * @type {Record<string, (name: string) => string>}
 */
const byHand = {
  'layer:desktop': (name) => refusal(name, 'a desktop app needs Electron and a packager'),
  'layer:page': (name) => refusal(name, 'a page needs a bundler and a server'),
};

/**
 * @param {string} name
 * @param {string} why
 */
const refusal = (name, why) =>
  `"${name}" is not copied by this command, whose copies the TypeScript compiler alone builds: ${why}. ` +
  `Copy it by hand, as "Copy it" in apps/${name}/README.md says.`;

/**
 * @param {string} root the workspace's folder
 * @param {string} name
 * @returns {string} the sample's folder
 * @throws with `code: 'USAGE'`: why it is not copied by this command, or the names that there are
 */
export function checkSample(root, name) {
  const apps = readdirSync(join(root, 'apps'));
  const samples = apps.filter((app) => layerOf(root, app) === 'layer:sample');
  if (samples.includes(name)) return join(root, 'apps', name);
  const why = apps.includes(name) ? byHand[layerOf(root, name) ?? '']?.(name) : undefined;
  const message = `${why ?? `There is no sample "${name}".`} Samples: ${samples.join(', ')}.`;
  throw Object.assign(new Error(message), { code: 'USAGE' });
}

/**
 * @param {string} root
 * @param {string} app
 * @returns {string | undefined} the tag that says what kind of app it is
 */
function layerOf(root, app) {
  const file = join(root, 'apps', app, 'package.json');
  if (!existsSync(file)) return undefined;
  const { nx } = JSON.parse(readFileSync(file, 'utf8'));
  return nx?.tags?.find((/** @type {string} */ tag) => tag.startsWith('layer:'));
}
