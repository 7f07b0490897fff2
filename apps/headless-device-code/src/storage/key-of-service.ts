import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyProvider, keyFromFile } from '@entra-flows/auth-core';
import type { AuthorityConfig } from '@entra-flows/sample-kit/service';
import type { ServiceOptions } from '../options.ts';
import { mountedKey } from './mounted-key.ts';

/** The name of the credential in the unit: `LoadCredentialEncrypted=cache-key:…`. */
const CREDENTIAL = 'cache-key';

/**
 * What the token cache is encrypted with: a file that was named, else systemd's credential, else
 * the keyring. In plain text only for the local emulator, or where that was asked for.
 *
 * @see https://systemd.io/CREDENTIALS
 */
export function keyOfService(
  { emulator }: AuthorityConfig,
  { keyFile, plaintextCache }: Pick<ServiceOptions, 'keyFile' | 'plaintextCache'>,
  { CREDENTIALS_DIRECTORY }: NodeJS.ProcessEnv = process.env,
): 'keyring' | 'plaintext' | KeyProvider {
  if (keyFile) return isProvided(keyFile) ? mountedKey(keyFile) : keyFromFile(keyFile);
  const credential = CREDENTIALS_DIRECTORY && join(CREDENTIALS_DIRECTORY, CREDENTIAL);
  if (credential && existsSync(credential)) return mountedKey(credential);
  return emulator || plaintextCache ? 'plaintext' : 'keyring';
}

function isProvided(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isSymbolicLink() || stat.uid !== process.getuid?.());
}
