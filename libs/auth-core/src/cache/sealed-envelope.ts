import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * The form of an encrypted file: `magic (4) | version (1) | key id (8) | nonce (12) | AES-256-GCM
 * ciphertext | tag (16)`. Everything before the ciphertext and the file's identity are
 * authenticated with it.
 */
const MAGIC = Buffer.from('EFPF');
const VERSION = 1;
const KEY_ID_AT = 5;
const NONCE_AT = 13;
const HEADER = 25;
const TAG = 16;

export const KEY_BYTES = 32;

export type Opened = { text: string } | { refused: 'damaged' | 'wrong-key' };

/**
 * @param key 32 bytes
 * @param identity what the content belongs to: one file's content is refused in another's place
 */
export function seal(key: Uint8Array, identity: string, text: string): Buffer {
  // SP 800-38D 8.2.2: a random 96-bit nonce, safe for 2^32 writes under one key.
  const nonce = randomBytes(HEADER - NONCE_AT);
  const header = Buffer.concat([MAGIC, Buffer.of(VERSION), keyId(key), nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.concat([header, Buffer.from(identity)]));
  return Buffer.concat([header, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function open(key: Uint8Array, identity: string, sealed: Buffer): Opened {
  if (!isSealed(sealed) || sealed.length < HEADER + TAG) return { refused: 'damaged' };
  if (!isSealedWith(key, sealed)) return { refused: 'wrong-key' };
  const header = sealed.subarray(0, HEADER);
  const nonce = sealed.subarray(NONCE_AT, HEADER);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.concat([header, Buffer.from(identity)]));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(HEADER, -TAG)), decipher.final()]);
    return { text: text.toString('utf8') };
  } catch {
    return { refused: 'damaged' };
  }
}

export function isSealed(content: Buffer): boolean {
  return content.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Whether the file was written with this key; an answer that needs no decryption. */
export function isSealedWith(key: Uint8Array, sealed: Buffer): boolean {
  return sealed.subarray(KEY_ID_AT, NONCE_AT).equals(keyId(key));
}

/** Tells keys apart and says nothing about them. */
function keyId(key: Uint8Array): Buffer {
  const digest = createHmac('sha256', key).update('key id').digest();
  return digest.subarray(0, NONCE_AT - KEY_ID_AT);
}
