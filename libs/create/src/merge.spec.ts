import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeFile } from './merge.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
  .map((lines) => lines.join('\n'));
const json = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 4,
});

describe('a merge', () => {
  test('of a file that one side changed is that side, without a conflict', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeFile(other, base, base)).toEqual({ text: other, conflicts: [] });
        expect(mergeFile(base, base, other)).toEqual({ text: other, conflicts: [] });
        expect(mergeFile(other, base, other)).toEqual({ text: other, conflicts: [] });
      }),
    );
  });

  test('of JSON, too, by its values', () => {
    fc.assert(
      fc.property(json, json, (base, other) => {
        const [b, o] = [base, other].map((value) => JSON.stringify(value)) as [string, string];
        for (const [mine, next] of [
          [o, b],
          [b, o],
          [o, o],
        ] as const) {
          const merged = mergeFile(mine, b, next);
          expect([JSON.parse(merged.text), merged.conflicts]).toEqual([JSON.parse(o), []]);
        }
      }),
    );
  });

  test('with a conflict has no line of the side that is not preferred', () => {
    const conflict = mergeFile('a\nmine\nc', 'a\nb\nc', 'a\nnew\nc', 'new');
    expect(conflict).toEqual({
      text: 'a\nnew\nc',
      conflicts: [{ at: '2', mine: 'mine', new: 'new' }],
    });
    expect(mergeFile('a\nmine\nc', 'a\nb\nc', 'a\nnew\nc').text).toBe('a\nmine\nc');
  });

  test('a key that one side took away and the other changed is a conflict', () => {
    const merged = mergeFile('{}', '{"a":1}', '{"a":2}', 'new');
    expect(merged).toEqual({
      text: '{\n  "a": 2\n}\n',
      conflicts: [{ at: 'a', mine: '(removed)', new: '2' }],
    });
  });
});
