import { describe, expect, test } from '@jest/globals';
import { inColumns } from './in-columns.ts';

describe('inColumns', () => {
  const rows = [
    ['Why', 'one two three four five six'],
    ['코드', 'x'],
  ] as const;

  test('lets content go on below itself', () => {
    expect(inColumns(rows, { width: 30 })).toEqual([
      '  Why   one two three four',
      '        five six',
      '  코드  x',
    ]);
  });

  test('begins the content on the next line where it has no room', () => {
    expect(inColumns(rows, { width: 20 })).toEqual([
      '  Why',
      '    one two three',
      '    four five six',
      '  코드',
      '    x',
    ]);
  });

  test('gives a link a line of its own where it does not fit beside its word', () => {
    const link = (length: number) => [['More', 'x'.repeat(length)]] as const;
    expect(inColumns(link(32), { width: 40 })).toEqual([`  More  ${'x'.repeat(32)}`]);
    expect(inColumns(link(33), { width: 40 })).toEqual(['  More', `  ${'x'.repeat(33)}`]);
    expect(inColumns(link(40), { width: 40 })).toEqual(['  More', 'x'.repeat(40)]);
  });

  test('breaks nothing off a terminal, and keeps a wide word out of the column', () => {
    const wide = ['--a-very-long-option', 'y'] as const;
    expect(inColumns([...rows, wide], { width: Infinity, first: [0, 6] })).toEqual([
      '  Why   one two three four five six',
      '  코드  x',
      '  --a-very-long-option',
      '        y',
    ]);
  });
});
