import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root the workspace's folder
 * @param {string} name
 * @returns {string} the sample's folder
 * @throws with `code: 'USAGE'` and the names that there are
 */
export function checkSample(root, name) {
  const samples = readdirSync(join(root, 'apps')).filter((app) =>
    isSample(join(root, 'apps', app)),
  );
  if (samples.includes(name)) return join(root, 'apps', name);
  const message = `There is no sample "${name}". Samples: ${samples.join(', ')}.`;
  throw Object.assign(new Error(message), { code: 'USAGE' });
}

/** @param {string} folder */
function isSample(folder) {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return false;
  const { nx } = JSON.parse(readFileSync(file, 'utf8'));
  return nx?.tags?.includes('layer:sample') ?? false;
}
