import { constants, existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'node:fs/promises';
import { AuthCoreError, keyFromFile, type KeyProvider, systemCode } from '@entra-flows/auth-core';
import type { AuthorityConfig } from '@entra-flows/sample-kit/service';
import { said } from '@entra-flows/sample-kit';
import type { ServiceOptions } from '../options.ts';

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

/** Bytes; a key has 45. */
const LARGEST = 1_024;

/** Opens a pipe without waiting for its writer. Windows has no such flag. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * A key that the system provides for this service: a credential of systemd, a secret of a container. It
 * belongs to root or is a link, which `keyFromFile` refuses. It is only read, never made.
 *
 * @throws {AuthCoreError} `cache_unusable` from `getKey`: not readable, not a key
 */
export function mountedKey(path: string): KeyProvider {
  return {
    name: said({ en: `the secret ${path}`, ko: `비밀 ${path}` }),
    async getKey() {
      const key = Buffer.from(await textOf(path), 'base64');
      if (key.length === 32) return key;
      throw unusable(
        said({
          en: `"${path}" does not hold a key: it should be what "${HOW}" prints.`,
          ko: `"${path}" 파일에 키가 없습니다. "${HOW}"의 출력이어야 합니다.`,
        }),
      );
    },
  };
}

const HOW = 'openssl rand -base64 32';

/** @returns nothing for what cannot be a key: a pipe or a device may have no end */
async function textOf(path: string): Promise<string> {
  try {
    await using file = await open(path, WITHOUT_WAITING);
    const stat = await file.stat();
    return stat.isFile() && stat.size <= LARGEST ? (await file.readFile('latin1')).trim() : '';
  } catch (error) {
    const code = systemCode(error);
    throw unusable(
      said({
        en: `The key "${path}" cannot be read (${code}). Let this service's user read it.`,
        ko: `"${path}" 키 파일을 읽을 수 없습니다(${code}). 이 서비스의 사용자가 읽을 수 있게 하세요.`,
      }),
    );
  }
}

const unusable = (message: string) => new AuthCoreError('cache_unusable', message);
