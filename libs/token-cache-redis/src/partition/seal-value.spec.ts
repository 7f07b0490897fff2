import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainValues, sealedValues } from './seal-value.ts';

const [one, two] = [randomBytes(32), randomBytes(32)];
const seal = sealedValues([one]);
const bytes = (value: string) => Buffer.from(value.slice('sealed1:'.length), 'base64');

describe('sealedValues', () => {
  test('gives back what it sealed, and shows nothing of it', () => {
    const value = seal.seal('msal:user:a', 'Grüße, secret');
    expect(value).not.toContain('secret');
    expect(seal.open('msal:user:a', value)).toBe('Grüße, secret');
    expect(seal.seal('msal:user:a', 'Grüße, secret')).not.toBe(value);
  });

  test("refuses one user's value in another's place", () => {
    expect(seal.open('msal:user:b', seal.seal('msal:user:a', 'text'))).toBeUndefined();
  });

  test('opens with an older key, and seals with the first', () => {
    const both = sealedValues([two, one]);
    expect(both.open('k', seal.seal('k', 'old'))).toBe('old');
    expect(seal.open('k', both.seal('k', 'new'))).toBeUndefined();
  });

  test('refuses whatever was changed or comes from elsewhere', () => {
    const value = seal.seal('k', 'text');
    fc.assert(
      fc.property(fc.nat(value.length - 9), fc.constantFrom('A', 'B', ''), (at, letter) => {
        const index = at + 8;
        const changed = value.slice(0, index) + letter + value.slice(index + 1);
        // The last digit before the padding has bits that mean nothing.
        fc.pre(!bytes(changed).equals(bytes(value)));
        expect(seal.open('k', changed)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
    for (const text of ['', '{}', 'sealed1:', 'sealed1:AAAA'])
      expect(seal.open('k', text)).toBeUndefined();
  });

  test.each([[[]], [[randomBytes(16)]], [[one, randomBytes(31)]]])(
    'refuses the keys %#',
    (keys) => {
      expect(() => sealedValues(keys)).toThrow(RangeError);
    },
  );
});

test('plain values never pass a sealed one off as text', () => {
  expect(plainValues.open('k', seal.seal('k', 'text'))).toBeUndefined();
  expect(plainValues.open('k', '{}')).toBe('{}');
});
