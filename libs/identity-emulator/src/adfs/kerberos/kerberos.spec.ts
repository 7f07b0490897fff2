import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decrypt, decryptCts, encrypt, encryptCts, nFold } from './encryption.ts';
import { acceptNegotiate } from './accept-negotiate.ts';
import { KerberosRefused } from './der.ts';
import { parseKeytab } from './keytab.ts';
import { ReplayCache } from '../replay-cache.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('RFC 3961 A.1: n-fold', () => {
  test.each([
    ['012345', 8, 'be072631276b1955'],
    ['password', 7, '78a07b6caf85fa'],
    ['Rough Consensus, and Running Code', 8, 'bb6ed30870b7f0e0'],
    ['password', 21, '59e4a8ca7c0385c3c37b3f6d2000247cb6e6bd5b3e'],
    [
      'MASSACHVSETTS INSTITVTE OF TECHNOLOGY',
      24,
      'db3b0d8f0b061e603282b308a50841229ad798fab9540c1b',
    ],
    ['kerberos', 16, '6b65726265726f737b9b5b2b93132b93'],
  ])('of %j to %i bytes', (text, length, expected) => {
    expect(nFold(Buffer.from(text), length).toString('hex')).toBe(expected);
  });
});

describe('RFC 3962 B: AES with ciphertext stealing', () => {
  const key = hex('63 68 69 63 6b 65 6e 20 74 65 72 69 79 61 6b 69');
  const text = Buffer.from("I would like the General Gau's Chicken, please, and wonton soup.");
  test.each([
    [17, 'c6353568f2bf8cb4d8a580362da7ff7f97'],
    [31, 'fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5'],
    [32, '39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584'],
    [
      47,
      '97687268d6ecccc0c07b25e25ecfe584b3fffd940c16a18c1b5549d2f838029e39312523a78662d5be7fcbcc98ebf5',
    ],
    [
      48,
      '97687268d6ecccc0c07b25e25ecfe5849dad8bbb96c4cdc03bc103e1a194bbd839312523a78662d5be7fcbcc98ebf5a8',
    ],
    [
      64,
      '97687268d6ecccc0c07b25e25ecfe58439312523a78662d5be7fcbcc98ebf5a84807efe836ee89a526730dbc2f7bc8409dad8bbb96c4cdc03bc103e1a194bbd8',
    ],
  ])('of %i bytes', (length, cipher) => {
    expect(encryptCts(key, text.subarray(0, length)).toString('hex')).toBe(cipher);
    expect(decryptCts(key, hex(cipher)).toString()).toBe(text.subarray(0, length).toString());
  });
});

describe('an encrypted part', () => {
  const key = Buffer.alloc(32, 1);

  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
        const text = Buffer.from(bytes);
        expect(decrypt(key, 11, encrypt(key, 11, text))).toEqual(text);
      }),
      { numRuns: 50 },
    );
  });

  test('is refused when a bit of it changed, for another use, with another key, or cut off', () => {
    const cipher = encrypt(key, 2, Buffer.from('ticket'));
    for (const at of cipher.keys()) {
      const changed = Buffer.from(cipher);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decrypt(key, 2, changed)).toThrow(KerberosRefused);
      expect(() => decrypt(key, 2, cipher.subarray(0, at))).toThrow(KerberosRefused);
    }
    expect(() => decrypt(key, 11, cipher)).toThrow(KerberosRefused);
    expect(() => decrypt(Buffer.alloc(32, 2), 2, cipher)).toThrow(KerberosRefused);
  });
});

describe('a Negotiate token of any client', () => {
  const acceptor = { keytab: [], clock: Date, spent: new ReplayCache(Date) };

  test('is refused, whatever it is', () => {
    const nested = Buffer.alloc(12_000, Buffer.from([0x30, 0x80]));
    const start = hex('60 82 01 00 06 06 2b 06 01 05 05 02 a0');
    const bytes = fc.oneof(fc.constant(nested), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(bytes, fc.boolean(), (tail, framed) => {
        const token = framed ? Buffer.concat([start, tail]) : Buffer.from(tail);
        expect(() => acceptNegotiate(acceptor, token)).toThrow(KerberosRefused);
      }),
      { numRuns: 300 },
    );
  });

  test('is named when it is NTLM', () => {
    const token = Buffer.from('NTLMSSP\0');
    expect(() => acceptNegotiate(acceptor, token)).toThrow(/NTLM: .* no Kerberos ticket/);
  });
});

describe('a keytab', () => {
  const entry = hex(
    '0002 0004 52 45 41 4c 0004 48545450 0009 6c6f63616c686f7374 00000001 00000000 02 0011 0010' +
      '00112233445566778899aabbccddeeff',
  );
  const framed = (size: number, bytes: Buffer) => {
    const header = Buffer.alloc(4);
    header.writeInt32BE(size);
    return Buffer.concat([header, bytes]);
  };
  const file = Buffer.concat([
    hex('0502'),
    framed(-3, Buffer.alloc(3)),
    framed(entry.length, entry),
    framed(entry.length + 4, Buffer.concat([entry, hex('00000103')])),
  ]);

  test('gives its keys, past holes, with long versions', () => {
    const parsed = parseKeytab(file, 'k');
    expect(parsed).toMatchObject([
      { principal: 'HTTP/localhost', realm: 'REAL', kvno: 2, encryptionType: 17 },
      { kvno: 0x103 },
    ]);
    expect(parsed[0]?.key.toString('hex')).toBe('00112233445566778899aabbccddeeff');
  });

  test('that is cut off, or something else, is named', () => {
    for (const bytes of [file.subarray(0, -3), Buffer.from('hello'), Buffer.alloc(0)])
      expect(() => parseKeytab(bytes, '/k')).toThrow(
        'The keytab /k is damaged, or no keytab of version 2.',
      );
  });
});
