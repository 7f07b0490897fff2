import { describe, expect, test } from '@jest/globals';
import { messageLanguage } from '@entra-flows/auth-core';
import { followLanguage } from './follow-language.ts';
import { optionGroups } from './common-options.ts';
import { readOptions } from './read-options.ts';
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
    const own = ['Mail.Read', 'Files.Read'];
    expect(readOptions([], {}, own).scopes).toEqual(own);
    expect(readOptions(['--scopes', 'User.Read'], {}, own).scopes).toEqual(['User.Read']);
  });

  test('takes scopes with commas, spaces and an equals sign', () => {
    expect(readOptions(['--scopes=Mail.Read,User.Read']).scopes).toEqual([
      'Mail.Read',
      'User.Read',
    ]);
    expect(readOptions(['--scopes', 'Mail.Read  User.Read']).scopes).toHaveLength(2);
  });

  test.each([',', ' , ,', '한', 'User.Read a"b', 'a\\b'])('refuses %j as scopes', (value) => {
    expect(messageOf(['--scopes', value])).toContain('--scopes has no usable value');
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

  const own = {
    port: { type: 'number', range: [1, 65_535], help: '' },
    prompt: { type: 'string', oneOf: ['login', 'consent'], help: '' },
  } as const;
  test('reads whole numbers and words of a list', () => {
    const read = readOptions(['--port', '8400', '--prompt', 'login'], own);
    expect(read.own).toEqual({ port: 8400, prompt: 'login' });
    expect(readOptions([], own).own).toEqual({ port: undefined, prompt: undefined });
  });

  test.each([
    [['--port', '65536'], '--port 65536 is not a whole number between 1 and 65535.'],
    [['--port', '1e3'], 'not a whole number'],
    [['--port', ''], '--port has no usable value'],
    [['--prompt', 'toString'], '--prompt toString is none of: login, consent.'],
  ])('refuses %j', (args, words) => {
    expect(() => readOptions(args, own)).toThrow(words);
  });

  test('--lang sets the language of all messages, whatever else is wrong', () => {
    messageOf(['--nonsense', '--lang', 'ko']);
    expect(messageLanguage()).toBe('ko');
    followLanguage(['--lang=en']);
    expect(messageLanguage()).toBe('en');
  });

  test.each([
    ['fr', '--lang fr is none of: en, ko.'],
    ['', '--lang has no value; it takes one of: en, ko.'],
  ])('refuses --lang %j in one line', (value, line) => {
    expect(messageOf(['--lang', value])).toBe(line);
  });

  test('help lists each option once', () => {
    const groups = optionGroups({
      open: { type: 'boolean', help: 'open a browser' },
      timeout: { type: 'string', help: 'another text' },
    });
    const names = groups.flatMap(([, options]) => options.map(([name]) => name));
    expect([...names].sort()).toEqual([...new Set(names)].sort());
    expect(names).toEqual(
      expect.arrayContaining(['scopes', 'account', 'json', 'sign-out', 'help']),
    );
    expect(groups[0]).toEqual(['own', [['open', expect.anything()]]]);
    expect(groups[1]?.[1].map(([name]) => name)).toContain('timeout');
  });
});
