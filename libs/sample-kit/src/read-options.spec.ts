import { describe, expect, test } from '@jest/globals';
import { optionsHelp, readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

const messageOf = (args: string[]) => {
  try {
    readOptions(args);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('no error');
};

describe('readOptions', () => {
  test('asks for User.Read when nothing else is said', () => {
    expect(readOptions([])).toMatchObject({ scopes: ['User.Read'], json: false, signOut: false });
  });

  test('takes scopes with commas, spaces and an equals sign', () => {
    expect(readOptions(['--scopes=Mail.Read,User.Read']).scopes).toEqual([
      'Mail.Read',
      'User.Read',
    ]);
    expect(readOptions(['--scopes', 'Mail.Read  User.Read']).scopes).toHaveLength(2);
  });

  test.each(['0', '-1', 'abc', '1e9', 'NaN', 'Infinity', '0x'])(
    'refuses a timeout of %s',
    (value) => {
      expect(messageOf([`--timeout=${value}`])).toContain('number of seconds');
    },
  );

  test('takes a timeout in seconds, whole or not', () => {
    expect(readOptions(['--timeout', '2.5']).timeout).toBe(2.5);
  });

  test.each([
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], "Unexpected argument 'stray'"],
    [['--scopes'], '--scopes'],
    [['--json=yes'], '--json'],
  ])('says of %j what is wrong, and where the options are listed', (args, words) => {
    expect(messageOf(args)).toContain(words);
    expect(messageOf(args)).toContain('--help');
  });

  test.each(['', '   ', '\u001b[31m', 'x'.repeat(3000)])('refuses the value %j', (value) => {
    expect(messageOf(['--account', value])).toContain('--account has no usable value');
  });

  test("hands a sample's own options over by name, and refuses them elsewhere", () => {
    const own = { open: { type: 'boolean', help: 'open a browser' } } as const;
    expect(readOptions(['--open'], own).own).toEqual({ open: true });
    expect(messageOf(['--open'])).toContain('Unknown option');
  });

  test('help lists each option once', () => {
    const help = optionsHelp({ open: { type: 'boolean', help: 'open a browser' } });
    for (const name of ['open', 'scopes', 'account', 'timeout', 'json', 'sign-out', 'help']) {
      expect(help.match(new RegExp(`--${name}\\b`, 'g'))?.length).toBeGreaterThanOrEqual(1);
    }
  });
});
