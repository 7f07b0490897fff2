import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseXml, xml, XmlRefused } from './xml.ts';
import { UNWRITABLE } from '@entra-flows/primitives/parse-xml';

/** As fast-check's own 'binary', without its table of a million characters, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('XML of any client', () => {
  test.each([
    ['a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a comment', '<a>user@a.example<!---->.evil.example</a>'],
    ['a processing instruction', '<a><?php ?></a>'],
    ['an unknown entity', '<a>&b;</a>'],
    ['control characters', '<a>\u0000</a>'],
    ['two roots', '<a/><a/>'],
    ['no end', '<a>'],
    ['an undeclared prefix', '<b:a/>'],
    ['nothing', ''],
    ['no markup', 'hello'],
    ['a depth of 51', '<a>'.repeat(51) + '</a>'.repeat(51)],
    ['deep nesting', '<a>'.repeat(30_000)],
    ['many elements', `<a>${'<b/>'.repeat(15_000)}</a>`],
    [
      'hundreds of namespaces',
      `<a ${Array.from({ length: 201 }, (_, i) => `xmlns:p${i}="u"`).join(' ')}/>`,
    ],
    ['a hundred million bytes', '<a>'.repeat(33_000_000)],
  ])('is refused with %s, in bounded time', (_, text) => {
    const start = process.cpuUsage().user;
    expect(() => parseXml(text)).toThrow(XmlRefused);
    expect(process.cpuUsage().user - start).toBeLessThan(3_000_000);
  });

  test('is refused without a word of it', () => {
    expect(() => parseXml('<a b="secret"><c></a>')).toThrow(/^it is not well-formed$/);
  });

  test('is taken with CDATA, a declaration and a depth of 50', () => {
    const text = `<?xml version="1.0"?>${'<a>'.repeat(50)}<![CDATA[<]]>${'</a>'.repeat(50)}`;
    expect(parseXml(text).textContent).toBe('<');
  });

  test('of any kind never makes anything but an element or a refusal', () => {
    const bit = fc.constantFrom('<', '>', '/', 'a', '"', '=', ' ', '&', ';', '<!--', ']]>', '<?');
    fc.assert(
      fc.property(fc.array(fc.oneof(bit, fc.string())), (bits) => {
        try {
          return parseXml(bits.join('')).nodeType === 1;
        } catch (error) {
          return error instanceof XmlRefused;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the xml tag', () => {
  test('keeps every value a value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: anyCharacter }),
        (one, two) => {
          const root = parseXml(xml`<a b="${one}">\n  <c>${two}</c>\n</a>`.text);
          expect(root.getAttribute('b')).toBe(one.replace(UNWRITABLE, '\ufffd'));
          expect(root.textContent).toBe(two.replace(UNWRITABLE, '\ufffd'));
        },
      ),
      {
        numRuns: 200,
        examples: [
          ['\u2028', '\u0085'],
          ['\r\n\t', '\r\n\t'],
        ],
      },
    );
  });
});
