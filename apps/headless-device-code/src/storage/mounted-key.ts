import { readFile } from 'node:fs/promises';
import { AuthCoreError, type KeyProvider } from '@entra-flows/auth-core';

/**
 * A key that somebody else put there for this service: a credential of systemd, a secret of a
 * container. It belongs to root or is a link, which `keyFromFile` refuses for a file of one's own; it
 * is read, and never made.
 *
 * @throws {AuthCoreError} `cache_unusable` from `getKey`: not readable, not a key
 */
export function mountedKey(path: string): KeyProvider {
  return {
    name: `the secret ${path}`,
    async getKey() {
      const key = Buffer.from(await textOf(path), 'base64');
      if (key.length === 32) return key;
      throw unusable(`"${path}" does not hold a key: it should be what "${HOW}" prints.`);
    },
  };
}

const HOW = 'openssl rand -base64 32';

async function textOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'latin1')).slice(0, 100).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unusable(`The key "${path}" cannot be read (${code}). Let this service's user read it.`);
  }
}

const unusable = (message: string) => new AuthCoreError('cache_unusable', message);
