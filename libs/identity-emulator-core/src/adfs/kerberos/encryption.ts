import { createCipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { decryptCts, encryptCts } from './aes-cts.ts';
import { KerberosRefused } from './kerberos-refused.ts';
import { nFold } from './n-fold.ts';

/** Encryption types of RFC 3962, the ones of Active Directory: what their keys are long, in bytes. */
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
