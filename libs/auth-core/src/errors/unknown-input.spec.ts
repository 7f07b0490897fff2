// @long thousands of random values; the specs beside it show each kind by an example
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classifyAuthError } from './classify-auth-error.ts';
import { categoryDefaults } from './error-table.generated.ts';
import { explainAuthError } from './explain-auth-error.ts';

/** As fast-check's own 'binary', without its table of a million characters, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

const schema = JSON.parse(
  readFileSync(new URL('../../data/error-schema.json', import.meta.url), 'utf8'),
) as { userActions: string[] };

const fields =
  'error errorCode error_codes error_description error_uri errorNo errorMessage message name code cause ' +
  'errors subError suberror status claims correlationId correlation_id traceId timestamp retryAfter ' +
  'headers responseHeaders platformBrokerError syscall path hostname address port';

const telling = fc.constantFrom<unknown>(
  'AADSTS50126: x',
  '{"error":"invalid_grant"}',
  'error=access_denied&error_description=x',
  'network_error',
  'ServerError',
  '70002 50126',
  '',
  50_126,
  NaN,
);

/** An error-shaped object of anything, nested in itself. */
const { shaped } = fc.letrec<{ shaped: unknown; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.anything(),
    telling,
    tie('shaped'),
    fc.array(tie('shaped'), { maxLength: 2 }),
  ),
  shaped: fc.dictionary(fc.constantFrom(...fields.split(' ')), tie('value'), { maxKeys: 5 }),
}));

function expectDiagnosis(error: unknown): void {
  const { category, code, userAction, ...rest } = classifyAuthError(error);
  expect(Object.keys(categoryDefaults)).toContain(category);
  expect(schema.userActions).toContain(userAction);
  expect(code).toMatch(/^[A-Za-z][\w-]{0,120}$/);
  expect([typeof rest.retryable, typeof rest.interactive, typeof rest.known]).toEqual(
    Array(3).fill('boolean'),
  );
  expect(rest.cause).toBe(error);
  for (const language of ['en', 'ko'] as const) {
    const text = explainAuthError(error, { language });
    expect(text.length).toBeLessThan(2000);
    expect(text.split('\n').length).toBeGreaterThanOrEqual(4);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  }
}

describe('anything gets a diagnosis and a text', () => {
  test('any value', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        expectDiagnosis(value);
      }),
    );
  });

  test('any value thrown in the shape of an error', () => {
    fc.assert(
      fc.property(shaped, (value) => {
        expectDiagnosis(value);
      }),
      { numRuns: 500 },
    );
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 500 }), (text) => {
        expectDiagnosis(text);
        expectDiagnosis(new Error(text));
        expectDiagnosis({ errorCode: text, errorMessage: `AADSTS99999: ${text}`, claims: text });
      }),
    );
  });
});

describe('hostile objects', () => {
  const throws = (): never => {
    throw new Error('no');
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const { proxy: revokedList, revoke: revokeList } = Proxy.revocable([], {});
  revokeList();
  const endless = (): unknown =>
    new Proxy(() => undefined, { get: (_, key) => (key === 'length' ? 1e9 : endless()) });

  test.each<[string, unknown]>([
    ['a getter that throws', Object.defineProperty({}, 'errorCode', { get: throws })],
    [
      'a proxy whose every trap throws',
      new Proxy({}, { get: throws, has: throws, ownKeys: throws }),
    ],
    ['a revoked proxy', revoked],
    ['a revoked list', { errors: revokedList, error_codes: revokedList }],
    ['a proxy that is new at every look', endless()],
    ['a frozen error', Object.freeze(new Error('x'))],
    ['an object without a prototype', Object.assign(Object.create(null), { errorCode: 'x' })],
    ['a symbol', Symbol('x')],
    ['a function', () => undefined],
    ['a list that claims a great length', { errors: { length: 1e9 }, error_codes: Array(1e6) }],
  ])('%s', (_name, value) => {
    expectDiagnosis(value);
  });

  test('a huge text takes no longer than a short one may', () => {
    const started = performance.now();
    for (const part of ['A', 'AADSTS', 'error=', '{"error', ' ', 'token', 'a_', '&nbsp;', '\u0000'])
      expectDiagnosis(new Error(part.repeat(5_000_000 / part.length)));
    // Each takes some milliseconds; matching that grew with the square of the length would take hours.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('no secret gets into a text', () => {
  const secret = fc
    .string({
      unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_'),
      minLength: 24,
      maxLength: 90,
    })
    .filter((text) => /\d/.test(text));

  test('wherever an error carries one', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...fields.split(' ')), (value, key) => {
        const errors: unknown[] = [
          value,
          new Error(value),
          new TypeError(`no ${value}`),
          { [key]: value },
          { errorCode: 'network_error', cause: { [key]: value } },
          { errorMessage: `AADSTS99999: refused ${value}`, [key]: value },
          `AADSTS99999: refused code=${value}&x`,
          { name: 'AuthCoreError', errorMessage: `kept "${value}${value}"` },
          { error: 'invalid_grant', claims: `{"x":"${value}"}`, refresh_token: value },
        ];
        for (const error of errors) expect(explainAuthError(error)).not.toContain(value);
      }),
    );
  });
});
