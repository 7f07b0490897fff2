import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** How values are written to the store. */
export interface ValueSeal {
  /**
   * The value to store for a text.
   *
   * @param key the store's key, to which the value is bound
   */
  seal(key: string, text: string): string;
  /**
   * The text of a value.
   *
   * @param key the store's key under which the value was found
   * @returns `undefined` for a value that was sealed in another way, for another key, or was changed
   */
  open(key: string, value: string): string | undefined;
}

/** Unencrypted: any reader of the store can use the tokens. */
export const plainValues: ValueSeal = {
  seal: (_key, text) => text,
  open: (_key, value) => (value.startsWith(MARK) ? undefined : value),
};

const MARK = 'sealed1:';
const KEY_BYTES = 32;
const NONCE = 12;
const TAG = 16;
const ID = 8;

/**
 * AES-256-GCM as `sealed1:` and Base64 of `key id (8) | nonce (12) | ciphertext | tag (16)`. The
 * store's key is authenticated with it, so that one user's tokens are refused in another's place.
 *
 * @param keys 32 bytes each: the first seals, all of them open, so that a key can be replaced
 * @throws {RangeError} for a key of another length, or none
 */
export function sealedValues(keys: readonly Uint8Array[]): ValueSeal {
  if (keys.length === 0 || keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new RangeError(
      `keys for the token cache have ${KEY_BYTES} bytes, and there is one at least`,
    );
  }
  const known = keys.map((key) => ({ key, id: idOf(key) }));
  const [first] = known as [{ key: Uint8Array; id: Buffer }];
  return {
    seal(key, text) {
      // SP 800-38D 8.2.2: a random 96-bit nonce, safe for 2^32 writes under one key.
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(key));
      const body = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return MARK + Buffer.concat([first.id, nonce, ...body]).toString('base64');
    },
    open(key, value) {
      if (!value.startsWith(MARK)) return undefined;
      const bytes = Buffer.from(value.slice(MARK.length), 'base64');
      const fitting = known.find(({ id }) => id.equals(bytes.subarray(0, ID)));
      return fitting && opened(fitting.key, key, bytes);
    },
  };
}

function opened(key: Uint8Array, place: string, bytes: Buffer): string | undefined {
  if (bytes.length < ID + NONCE + TAG) return undefined;
  const nonce = bytes.subarray(ID, ID + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    const body = [decipher.update(bytes.subarray(ID + NONCE, -TAG)), decipher.final()];
    return Buffer.concat(body).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Tells keys apart and says nothing about them. */
function idOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('key id').digest().subarray(0, ID);
}
