import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readPlainFile } from './read-plain-file.mjs';

/** @typedef {import('./emulator-endpoints.mjs').Endpoints} Endpoints */

/**
 * What the person set, in the environment or in the workspace's .env.local; the environment wins.
 * An empty value counts as none.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root folder of .env.local
 * @throws {Error} for people, when .env.local is there and cannot be read
 */
export function chosenAuthority(env, root) {
  const file = parseEnv(readPlainFile(join(root, '.env.local')) ?? '');
  return {
    authority: env['ENTRA_AUTHORITY'] || file['ENTRA_AUTHORITY'] || undefined,
    clientId: env['ENTRA_CLIENT_ID'] || file['ENTRA_CLIENT_ID'] || undefined,
  };
}

/**
 * Whether a sample is to talk to the emulator: when the person set nothing, or set an address of it.
 * One setting without the other is left to the sample, which says what is missing.
 *
 * @param {{ authority?: string | undefined, clientId?: string | undefined }} chosen
 * @param {Endpoints | undefined} emulator
 */
export function meansEmulator({ authority, clientId }, emulator) {
  if (!authority) return !clientId;
  if (!emulator || !URL.canParse(authority)) return false;
  return new URL(authority).origin === new URL(emulator.authority).origin;
}
