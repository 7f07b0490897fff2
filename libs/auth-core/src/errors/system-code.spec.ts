import { expect, test } from '@jest/globals';
import { fileFault } from '../cache/file-fault.ts';
import { classifyAuthError } from './classify-auth-error.ts';
import { explainAuthError } from './explain-auth-error.ts';
import { systemCode } from '@entra-flows/primitives/system-code';

/** As Node 20 to 24 make it of a number that libuv does not name. */
const unnamed = (errno: number) =>
  Object.assign(
    new Error(`Unknown system error ${errno}: Unknown system error ${errno}, open '/x'`),
    {
      errno,
      code: `Unknown system error ${errno}`,
      syscall: 'open',
      path: '/x',
    },
  );

const linux = process.platform === 'linux' ? test : test.skip;

linux.each([
  [-122, 'EDQUOT', /your share of the disk is full/],
  [-116, 'ESTALE', /the network drive does not know it any more/],
  [-117, 'EUCLEAN', /the disk reported a fault/],
  [-121, 'EREMOTEIO', /the disk reported a fault/],
  [-126, 'ENOKEY', /the encrypted folder is locked/],
  [-127, 'EKEYEXPIRED', /your sign-in to the network drive is over/],
])('%i is %s, in words', (errno, code, why) => {
  const error = unnamed(errno);
  expect(systemCode(error)).toBe(code);
  expect(fileFault('write', '/x', error).errorMessage).toMatch(why);
  expect(classifyAuthError(error)).toMatchObject({ code, category: 'cache' });
  expect(explainAuthError(error)).not.toContain('Unknown system error');
});

test.each([
  ...['ENODEV', 'ENOLCK', 'ENOTCONN', 'EINVAL', 'EFBIG', 'ENOSYS', 'UNKNOWN', 'ETIMEDOUT'].map(
    (code) => [code, 'open', 'cache'],
  ),
  ...['Unknown system error -123', 'Unknown system error -9999'].map((code) => [
    code,
    'rename',
    'cache',
  ]),
  ['ETIMEDOUT', 'read', 'network'],
  ...['EADDRNOTAVAIL', 'ENOBUFS', 'EINVAL', 'Unknown system error -70'].map((code) => [
    code,
    'connect',
    'network',
  ]),
  ['EAI_NODATA', 'getaddrinfo', 'network'],
])('%s of %s is a fault of the %s, though no list has it', (code, syscall, category) => {
  const error = Object.assign(new Error(code), { code, syscall });
  expect(classifyAuthError(error)).toMatchObject({ category, known: true });
});

test('a number that has no name stays as it came, and so does every other code', () => {
  expect(systemCode(unnamed(-9999))).toBe('Unknown system error -9999');
  expect(systemCode({ code: 'ENOSPC', errno: -28 })).toBe('ENOSPC');
  expect(systemCode({ code: 'Unknown system error -28' })).toBe('ENOSPC');
  for (const nothing of [undefined, null, 'x', {}, { code: 5 }])
    expect(systemCode(nothing)).toBe('');
});
