import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClaims } from './read-claims.mjs';

const library = 'libs/identity-emulator/';

/**
 * The claims of the emulator, with their spec files named from the workspace's folder. In the list those
 * of the library itself are named from its own.
 *
 * @param {string} root the workspace's folder
 */
export function claimsOf(root) {
  const text = readFileSync(join(root, library, 'parity-claims.txt'), 'utf8');
  return readClaims(text).map((claim) => ({
    ...claim,
    spec: /^(src|e2e)\//.test(claim.spec) ? library + claim.spec : claim.spec,
  }));
}
