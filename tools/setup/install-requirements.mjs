import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { missingRequirements } from './requirements.mjs';

/** @typedef {import('./requirements.mjs').Requirement} Requirement */

/**
 * Gets the machine ready for the end-to-end tests: on Debian and Ubuntu as root it installs what is
 * missing, after saying what; elsewhere it says what to install.
 *
 * @param {object} options
 * @param {boolean} options.install false: only look
 * @returns {Requirement[]} what is missing still
 */
export function installRequirements({ install }) {
  const missing = missingRequirements();
  if (missing.length === 0) return [];
  const packages = missing.flatMap(({ apt = [] }) => apt);
  const debian = existsSync('/usr/bin/apt-get');
  if (packages.length === 0) return missing;
  if (!install || !debian || process.getuid?.() !== 0) {
    console.log('The end-to-end tests need what this machine lacks:');
    for (const requirement of missing) console.log(`  ${line(requirement)}`);
    if (debian) console.log(`Install it with: sudo apt-get install ${packages.join(' ')}`);
    return missing;
  }
  console.log(`Installing for the end-to-end tests: apt-get install ${packages.join(' ')}`);
  aptGet('update');
  aptGet('install', '--yes', '--no-install-recommends', ...packages);
  return missingRequirements();
}

/** @param {Requirement} requirement */
function line({ name, use, apt, elsewhere }) {
  const isPackage = process.platform === 'linux' && apt;
  const where = isPackage ? `package ${apt}` : (elsewhere ?? 'on Linux only');
  return `${name}: ${use} (${where})`;
}

/** @param {string[]} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // What could not be installed is found missing afterwards, and said then.
  if (status !== 0) console.error(`apt-get ${args[0]} ended with ${status}.`);
}
