import { afterEach, expect, jest, test } from '@jest/globals';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { introduceEmulator, launch } from './launch.ts';

afterEach(() => {
  chooseMessageLanguage(undefined);
  jest.restoreAllMocks();
});

function said(endpoints: { pages?: string }, isTTY?: boolean, hasKeyboard = false): string {
  let text = '';
  const stream = { isTTY, write: (part: string) => (text += part) };
  introduceEmulator(endpoints, stream, false, { isTTY: hasKeyboard });
  return text;
}

test('a user at a terminal reads in one line where the accounts are', () => {
  expect(said({ pages: 'http://localhost:4711' }, true)).toBe(
    'Local emulator while this runs: http://localhost:4711/ (users and passwords)\n',
  );
});

test('a user at a keyboard reads it through a pipe too', () => {
  expect(said({ pages: 'http://localhost:4711' }, false, true)).toMatch(
    /^Local emulator while .*\n$/,
  );
});

test('a program that reads the stream is told nothing', () => {
  expect(said({ pages: 'http://localhost:4711' })).toBe('');
});

test.each([[{}], [{ pages: '\u001b[2J' }]])(
  'an address that is none is left out: %j',
  (endpoints) => {
    expect(said(endpoints, true)).toBe('');
  },
);

test('what the launcher says itself is in the language that the sample is asked for', async () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await launch('apps/no-such-app', ['--lang', 'ko']);
  expect(String(written.mock.calls[0]?.[0])).toContain('실행할 것이 없습니다.');
  expect(said({ pages: 'http://localhost:4711' }, true)).toMatch(
    /^실행하는 동안 ID 에뮬레이터.*: http:\/\/localhost:4711\/$/m,
  );
});
