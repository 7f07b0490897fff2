import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes. */
const block = 16;
const zero = Buffer.alloc(block);

/**
 * AES in CBC mode with ciphertext stealing and a zero vector: the last two blocks change places, and
 * the very last one is as long as the text left it.
 *
 * @param text 17 bytes or more: those of RFC 3962 begin with a block of noise
 * @see https://www.rfc-editor.org/rfc/rfc3962#section-5
 */
export function encryptCts(key: Buffer, text: Buffer): Buffer {
  const tail = tailLength(text);
  const padded = Buffer.concat([text, Buffer.alloc(block - tail)]);
  const cipher = createCipheriv(cbc(key), key, zero).setAutoPadding(false);
  const out = Buffer.concat([cipher.update(padded), cipher.final()]);
  const [front, stolen, last] = cut(out, out.length - 2 * block, out.length - block);
  return Buffer.concat([front, last, stolen.subarray(0, tail)]);
}

/** @param text 17 bytes or more */
export function decryptCts(key: Buffer, text: Buffer): Buffer {
  const tail = tailLength(text);
  const [front, last, stolen] = cut(text, text.length - tail - block, text.length - tail);
  const plain = createDecipheriv(ecb(key), key, null).setAutoPadding(false).update(last);
  // What was stolen from the last but one block is in the last one.
  const lastButOne = Buffer.concat([stolen, plain.subarray(tail)]);
  const decipher = createDecipheriv(cbc(key), key, zero).setAutoPadding(false);
  const out = decipher.update(Buffer.concat([front, lastButOne, last]));
  return out.subarray(0, text.length);
}

const tailLength = ({ length }: Buffer): number => length % block || block;

const cut = (bytes: Buffer, first: number, second: number) =>
  [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)] as const;

const cbc = (key: Buffer): string => `aes-${key.length * 8}-cbc`;
const ecb = (key: Buffer): string => `aes-${key.length * 8}-ecb`;
