import { said } from '@entra-flows/primitives/said';
import { randomBytes } from 'node:crypto';
import { ownTexts } from '../errors/own-texts.ts';
import { takeLock } from './cross-process-lock.ts';
import { fileFault, unusable } from './file-fault.ts';
import { readRegularFile } from './read-regular-file.ts';
import { KEY_BYTES } from './sealed-envelope.ts';
import { writeAtomically } from '@entra-flows/primitives/write-atomically';

/**
 * A key provider for machines without a keyring: a file that holds the key as 44 characters of
 * base64 (`openssl rand -base64 32`), made on first use. It is worth something only where it is
 * better kept than the cache itself: a mounted secret, an encrypted volume, another disk.
 *
 * @throws {AuthCoreError} `cache_unusable` from `getKey`: not a key, not readable, not a file
 */
export function keyFromFile(path: string): KeyProvider {
  return {
    get name() {
      return ownTexts().keyFile(path);
    },
    async getKey(create) {
      return (await readKey(path)) ?? (create ? await makeKey(path) : undefined);
    },
  };
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  const found = await readRegularFile(path, 1_024);
  if (!found) return undefined;
  const text = found.tooLarge ? '' : found.content.toString('latin1').trim();
  const key = /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (key?.length === KEY_BYTES) return key;
  throw unusable(
    said({
      en:
        `"${path}" does not hold a key: it should be 32 bytes in base64, as "openssl rand -base64 32" ` +
        `prints them. Put the right key there, or name another file.`,
      ko:
        `"${path}" 파일에 키가 없습니다. "openssl rand -base64 32"의 출력처럼 base64로 된 32바이트여야 합니다. ` +
        `올바른 키를 넣거나 다른 파일을 지정하세요.`,
    }),
  );
}

/** Several caches may share the file, so it has a lock of its own. */
async function makeKey(path: string): Promise<Uint8Array> {
  const lock = await takeLock(`${path}.lock`, { timeout: 10_000 });
  try {
    const made = await readKey(path);
    if (made) return made;
    const key = randomBytes(KEY_BYTES);
    await writeAtomically(path, Buffer.from(`${key.toString('base64')}\n`));
    // A key that the next start could not read must not encrypt anything.
    return (await readKey(path)) ?? key;
  } catch (error) {
    throw fileFault('writeKey', path, error);
  } finally {
    await lock.release();
  }
}

/** Where the key of an encrypted file lives. */
export interface KeyProvider {
  /** Shown to users, as the end of "the key is kept in …". */
  readonly name: string;
  /**
   * The key, as 32 bytes.
   *
   * @param create makes the key if there is none. It is asked for with the file's lock held, so
   *   two processes never make two.
   * @returns 32 bytes, or `undefined` without a key
   * @throws {AuthCoreError} `keyring_unavailable` when that cannot be found out; it never counts as "no key"
   */
  getKey(create: boolean): Promise<Uint8Array | undefined>;
  /** Removes the key for good. A provider without it keeps its key. */
  removeKey?(): Promise<void>;
}
