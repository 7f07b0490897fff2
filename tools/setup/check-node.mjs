import { readFileSync } from 'node:fs';

/**
 * Ends with one clear line on a Node.js that is too old, before anything newer than it is loaded.
 * This file, and whatever loads it, must therefore be readable for old versions.
 */
export function checkNode() {
  const { engines } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  if (satisfies(process.versions.node, engines.node)) return;
  console.error(
    `This is Node.js ${process.versions.node}, and this workspace needs ${engines.node}. ` +
      'Install a current version from https://nodejs.org or with your version manager, then run the command again.',
  );
  process.exit(1);
}

/**
 * @param {string} version `20.19.0`
 * @param {string} range alternatives of the forms `^20.19.0` and `>=24`
 */
export function satisfies(version, range) {
  const [major, minor, patch] = numbers(version);
  return range.split('||').some((alternative) => {
    const [least, leastMinor, leastPatch] = numbers(alternative.replace(/[^\d.]/g, ''));
    if (major !== least) return alternative.includes('>=') && major > least;
    return minor !== leastMinor ? minor > leastMinor : patch >= leastPatch;
  });
}

/**
 * @param {string} version
 * @returns {[number, number, number]}
 */
function numbers(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => parseInt(part, 10));
  return [major, minor, patch];
}
