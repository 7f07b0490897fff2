import { join, resolve } from 'node:path';
import { root } from './node-flags.mjs';
import { readPlainFile } from './read-plain-file.mjs';

/**
 * @typedef {object} Endpoints what the emulator of a data folder tells everybody
 * @property {string} authority
 * @property {string} handsFreeAuthority the same tenant by another name
 * @property {string} clientId
 * @property {string} [pages] for people
 */

/**
 * Where the served emulator keeps its keys and grants.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function emulatorDataDir(env) {
  return resolve(root, env['EMULATOR_DATA'] || '.emulator');
}

/** @param {string} dataDir */
export function endpointsFile(dataDir) {
  return join(dataDir, 'endpoints.json');
}

/**
 * @param {string} dataDir
 * @returns {Endpoints | undefined} undefined before the first start
 */
export function readEndpoints(dataDir) {
  try {
    const found = JSON.parse(readPlainFile(endpointsFile(dataDir)) ?? '');
    const addresses = [found.authority, found.handsFreeAuthority];
    return addresses.every((address) => URL.canParse(address)) ? found : undefined;
  } catch {
    return undefined;
  }
}
