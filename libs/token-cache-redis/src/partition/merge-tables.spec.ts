import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeTables, parseTables, type Tables } from './merge-tables.ts';

const at = (secret: string) => ({ secret, lastUpdatedAt: `${Math.random()}` });

describe('mergeTables', () => {
  test('keeps what both writers added', () => {
    const base = { AccessToken: { a: at('1') } };
    const ours = { AccessToken: { a: at('1'), b: at('2') } };
    const theirs = { AccessToken: { a: at('1'), c: at('3') }, RefreshToken: { r: at('4') } };
    const merged = mergeTables(base, ours, theirs);
    expect(Object.keys(merged['AccessToken'] ?? {}).sort()).toEqual(['a', 'b', 'c']);
    expect(merged['RefreshToken']).toHaveProperty('r');
  });

  test("an entry that only they changed is theirs, whatever MSAL's time stamps say", () => {
    const base = { RefreshToken: { r: at('old') } };
    const merged = mergeTables(
      base,
      { RefreshToken: { r: at('old') } },
      { RefreshToken: { r: at('new') } },
    );
    expect(merged).toMatchObject({ RefreshToken: { r: { secret: 'new' } } });
  });

  test('what one of them removed stays removed', () => {
    const base = { AccessToken: { a: at('1'), b: at('2') } };
    const [ours, theirs] = [
      { AccessToken: { a: base.AccessToken.a } },
      { AccessToken: { b: base.AccessToken.b } },
    ];
    expect(mergeTables(base, ours, theirs)).toEqual({ AccessToken: {} });
  });

  describe('of two that renewed the same tokens', () => {
    const renewed = (secret: string, cached_at: string): Tables => ({
      AccessToken: { a: { secret: `access ${secret}`, cached_at } },
      RefreshToken: { r: { secret, home_account_id: 'adele' } },
      Account: { adele: { home_account_id: 'adele' } },
    });
    const base = renewed('spent', '1000');

    test('the younger stays, whichever is written last', () => {
      const [early, late] = [renewed('early', '2000'), renewed('late', '2001')];
      expect(mergeTables(base, early, late)).toEqual(late);
      expect(mergeTables(base, late, early)).toEqual(late);
      expect(mergeTables(base, renewed('ours', '2001'), late)).toEqual(renewed('ours', '2001'));
    });

    test('one whose refresh token was rejected does not take the new one away', () => {
      const rejected = { ...base, RefreshToken: {} };
      const late = renewed('late', '2001');
      expect(mergeTables(base, rejected, late)).toEqual(late);
      expect(mergeTables(base, rejected, base)).toEqual(rejected);
    });

    test('one who signed the account out does', () => {
      const late = renewed('late', '2001');
      const none = { AccessToken: {}, RefreshToken: {}, Account: {} };
      const { RefreshToken, Account } = mergeTables(base, none, late);
      expect({ RefreshToken, Account }).toEqual({ RefreshToken: {}, Account: {} });
    });
  });

  const entries = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.record({ secret: fc.constantFrom('1', '2') }),
  );
  const tables = fc.dictionary(fc.constantFrom('AccessToken', 'RefreshToken'), entries);
  test('where they changed nothing the result is ours, and the other way round', () => {
    const filled = (some: Tables) => ({ AccessToken: {}, RefreshToken: {}, ...some });
    fc.assert(
      fc.property(tables, tables, (one, other) => {
        expect(filled(mergeTables(one, other, one))).toEqual(filled(other));
        expect(filled(mergeTables(one, one, other))).toEqual(filled(other));
      }),
      { numRuns: 100 },
    );
  });
});

test.each(['', 'null', '[]', '"x"', '{"Account":1}', '{"Account":{"a":1}}', '{"Account":'])(
  'parseTables takes %j for none of MSAL',
  (text) => expect(parseTables(text)).toBeUndefined(),
);
