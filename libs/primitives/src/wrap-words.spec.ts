import { describe, expect, test } from '@jest/globals';
import { columnsOf, wrapRows, wrapWords } from './wrap-words.ts';

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
    ['none behind a variable', '  A_B=/c npx nx serve', 9, '  A_B=/c npx nx serve'],
    ['no other command', '  node some/file.ts --x', 9, '  node some/file.ts --x'],
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

test('the help of a program: content of a row goes on below itself, and other lines at their start', () => {
  const help =
    'app: signs users in\n\n  --lang LANG   en or ko (that of the system)\n  지금 NOW      en or ko\n';
  expect(wrapRows(help, 32)).toBe(
    'app: signs users in\n\n  --lang LANG   en or ko (that\n                of the system)\n  지금 NOW      en or ko\n',
  );
  expect(wrapRows('  지금 NOW      en or ko of it', 32)).toBe('  지금 NOW      en or ko of it');
  expect(wrapRows('  지금 NOW      en or ko of the system', 32)).toBe(
    '  지금 NOW      en or ko of the\n                system',
  );
  expect(wrapRows('  --lang LANG   en or ko (of it)\n', 24)).toBe(
    '  --lang LANG\n    en or ko (of it)\n',
  );
  expect(wrapRows(help, Infinity)).toBe(help);
});

test('a terminal that does not know its width has 80 columns, and a pipe no end', () => {
  expect([{ isTTY: true, columns: 120 }, { isTTY: true, columns: 0 }, {}].map(columnsOf)).toEqual([
    120,
    80,
    Infinity,
  ]);
});
