import { expect, test } from '@jest/globals';
import { introduceEmulator } from './launch.ts';

function said(endpoints: { pages?: string }, isTTY?: boolean): string {
  let text = '';
  introduceEmulator(endpoints, { isTTY, write: (part: string) => (text += part) });
  return text;
}

test('a user at a terminal reads in one line where the accounts are', () => {
  expect(said({ pages: 'http://localhost:4711' }, true)).toBe(
    'Local emulator: http://localhost:4711/ lists its users and their passwords.\n',
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
