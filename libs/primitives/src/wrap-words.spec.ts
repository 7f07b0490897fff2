import { describe, expect, test } from '@jest/globals';
import { columnsOf, wrapWords } from './wrap-words.ts';

describe('wrapWords', () => {
  test.each([
    ['at spaces', 'one two three', 7, 'one two\nthree'],
    [
      'no word that is longer than the line',
      'see https://a.example/b now',
      10,
      'see\nhttps://a.example/b\nnow',
    ],
    ['wide letters at half as many', '한글 글자 줄', 9, '한글 글자\n줄'],
    ['as if there were no colours', '\u001b[1mone\u001b[22m two', 7, '\u001b[1mone\u001b[22m two'],
    ['each line for itself', 'one two\n\nthree four', 7, 'one two\n\nthree\nfour'],
    ['no command', 'type\n  npm start -- x', 9, 'type\n  npm start -- x'],
    ['under the start of the line', '    one two', 9, '    one\n    two'],
    [
      'nothing off a terminal',
      'one  two '.repeat(50).trim(),
      Infinity,
      'one  two '.repeat(50).trim(),
    ],
  ])('breaks %s', (_what, text, columns, wrapped) => {
    expect(wrapWords(text, columns)).toBe(wrapped);
  });

  test('breaks the second column of a table under itself, where it has room', () => {
    expect(wrapWords('  --list    all the samples', 28, 12)).toBe('  --list    all the samples');
    expect(wrapWords('  --list    all the samples, in order', 28, 12)).toBe(
      '  --list    all the samples,\n            in order',
    );
    expect(wrapWords('  --list    all the samples', 20, 12)).toBe('  --list    all the\n  samples');
  });
});

test('a terminal that does not know its width has 80 columns, and a pipe no end', () => {
  expect([{ isTTY: true, columns: 120 }, { isTTY: true, columns: 0 }, {}].map(columnsOf)).toEqual([
    120,
    80,
    Infinity,
  ]);
});
