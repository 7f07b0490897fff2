import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { KerberosRefused } from './der.ts';

/** Encryption types of RFC 3962, the ones of Active Directory: and the length of their keys, in bytes. */
export const keyLengths: Readonly<Record<number, number>> = { 17: 16, 18: 32 };

/** What a key is used for (RFC 4120 7.5.1). */
export const keyUsage = { ticket: 2, authenticator: 11, apRep: 12 } as const;

/** Bytes of the noise in front, and of the HMAC behind. */
const noise = 16;
const mark = 12;

/** RFC 3961 5.3. @param key of 16 or 32 bytes */
export function encrypt(key: Buffer, usage: number, text: Buffer): Buffer {
  const noisy = Buffer.concat([randomBytes(noise), text]);
  const hidden = encryptCts(derive(key, usage, 0xaa), noisy);
  return Buffer.concat([hidden, hmac(key, usage, noisy)]);
}

/** @throws KerberosRefused when it was encrypted with another key, or changed */
export function decrypt(key: Buffer, usage: number, cipher: Buffer): Buffer {
  if (cipher.length <= noise + mark) throw new KerberosRefused('an encrypted part is too short');
  const hidden = cipher.subarray(0, -mark);
  const noisy = decryptCts(derive(key, usage, 0xaa), hidden);
  if (!timingSafeEqual(hmac(key, usage, noisy), cipher.subarray(-mark)))
    throw new KerberosRefused('an encrypted part does not fit the key');
  return noisy.subarray(noise);
}

const hmac = (key: Buffer, usage: number, text: Buffer): Buffer =>
  createHmac('sha1', derive(key, usage, 0x55))
    .update(text)
    .digest()
    .subarray(0, mark);

/** RFC 3961 5.1: a key of its own for each use. */
function derive(key: Buffer, usage: number, kind: 0xaa | 0x55): Buffer {
  const constant = Buffer.from([0, 0, 0, usage, kind]);
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  const blocks: Buffer[] = [];
  let last = nFold(constant, 16);
  for (let length = 0; length < key.length; length += 16) {
    last = cipher.update(last);
    blocks.push(last);
  }
  return Buffer.concat(blocks);
}

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

/**
 * Stretches or folds a text to another length (RFC 3961 5.1): copies of it, each rotated right by 13
 * bits more, are added up in ones' complement.
 *
 * @param length bytes
 */
export function nFold(input: Buffer, length: number): Buffer {
  const total = leastCommonMultiple(input.length, length);
  const sum = Buffer.alloc(length);
  let carry = 0;
  for (let at = total - 1; at >= 0; at -= 1) {
    carry += byteOfCopies(input, at) + (sum[at % length] ?? 0);
    sum[at % length] = carry & 0xff;
    carry >>= 8;
  }
  for (let at = length - 1; carry > 0; at = (at + length - 1) % length) {
    carry += sum[at] ?? 0;
    sum[at] = carry & 0xff;
    carry >>= 8;
  }
  return sum;
}

/** The byte at a place of the row of rotated copies. */
function byteOfCopies(input: Buffer, at: number): number {
  const bits = input.length * 8;
  const copy = Math.floor(at / input.length);
  const firstBit = ((at % input.length) * 8 + bits * 13 - 13 * (copy % bits)) % bits;
  const first = input[Math.floor(firstBit / 8)] ?? 0;
  const second = input[Math.floor(firstBit / 8 + 1) % input.length] ?? 0;
  return (((first << 8) | second) >> (8 - (firstBit % 8))) & 0xff;
}

function leastCommonMultiple(a: number, b: number): number {
  let multiple = a;
  while (multiple % b !== 0) multiple += a;
  return multiple;
}
