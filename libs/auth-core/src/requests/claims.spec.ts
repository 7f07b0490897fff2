import { describe, expect, test } from '@jest/globals';
import { mergeClaims } from './claims.ts';

const acrs = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

describe('what API and authority demand', () => {
  test('is asked for together', () => {
    const policy = '{"access_token":{"capolids":{"essential":true}},"id_token":{"a":null}}';
    expect(JSON.parse(mergeClaims(acrs, policy) ?? '')).toEqual({
      access_token: { acrs: { essential: true, value: 'c1' }, capolids: { essential: true } },
      id_token: { a: null },
    });
  });

  test('is nothing where nothing is demanded', () => {
    expect(mergeClaims(undefined, '{', '[1]', 'null', '{}')).toBeUndefined();
    expect(mergeClaims(acrs, undefined)).toBe(acrs);
  });
});
