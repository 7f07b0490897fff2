import { describe, expect, test } from '@jest/globals';
import { plainJson, plainLine, plainText } from './plain-text.ts';

describe('plainText', () => {
  test('takes out what could move the cursor, recolour the terminal or turn text around', () => {
    const hostile = 'go\u001b[2J to\u0007 \u202Ehttps://evil\u202C\u2028 now\u009b31m\u0000';
    expect(plainText(hostile)).toBe('go[2J to https://evil now31m');
  });

  test('keeps line breaks, accents and scripts of all languages', () => {
    expect(plainText('eins\r\nzwei\n한국어 é')).toBe('eins\nzwei\n한국어 é');
  });

  test('cuts what is longer than a message should be', () => {
    expect(plainText('x'.repeat(5000))).toHaveLength(2001);
  });
});

describe('plainJson', () => {
  test('shows nothing that a terminal acts on, and reads as the same value', () => {
    const value = { 'a\u009b': ['\u007f\u0085\u202e\u2066\u2028\ufeff\u{e0041}', '한국어 é\n'] };
    const text = plainJson(value);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(text).toContain('한국어 é');
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('plainLine', () => {
  test('lets no name pose as the next line', () => {
    expect(plainLine('ABC\n\nLink   https://evil.example')).toBe('ABC Link   https://evil.example');
  });
});
