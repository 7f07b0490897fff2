import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from './journal.ts';

function lines(options: { json: boolean }, env: NodeJS.ProcessEnv = {}): string[] {
  const written: string[] = [];
  const journal = openJournal(options, { write: (text) => written.push(text) }, env);
  journal.notice('code', { user_code: 'ABCD', text: 'two words', none: undefined });
  journal.error('trouble', { text: 'a\n<0>"b"\u001b[2J\u009b\u202e' });
  return written;
}

test('one line an event, with quotes where they are needed and nothing that could pose as a line', () => {
  const [first, second] = lines({ json: false });
  expect(first).toMatch(
    /^time=\d{4}-\S+Z level=notice event=code user_code=ABCD text="two words"\n$/,
  );
  expect(second).toMatch(/ level=error event=trouble text="a <0>\\"b\\"\[2J"\n$/);
});

test('the same as JSON', () => {
  const [first = '', second = ''] = lines({ json: true });
  expect(JSON.parse(first)).toMatchObject({ level: 'notice', user_code: 'ABCD' });
  expect(second.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('journald gets priorities, and only on the stream that is its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const fd = openSync(join(folder, 'log'), 'w');
  const { dev, ino } = fstatSync(fd);
  const stream = { fd, write: (text: string) => writeSync(fd, text) };
  openJournal({ json: false }, stream, { JOURNAL_STREAM: `${dev}:${ino}` }).warning('a', { b: 1 });
  openJournal({ json: true }, stream, { JOURNAL_STREAM: `${dev}:${ino}` }).error('c');
  openJournal({ json: false }, stream, { JOURNAL_STREAM: `${dev}:1` }).info('d');
  closeSync(fd);
  const [first, second, third] = readFileSync(join(folder, 'log'), 'utf8').split('\n');
  expect([first, second]).toEqual(['<4>event=a b=1', '<3>{"event":"c"}']);
  expect(third).toMatch(/^time=\S+ level=info event=d$/);
  rmSync(folder, { recursive: true });
});
