import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseXml, XmlRefused } from './parse-xml.ts';
import { xml } from '@entra-flows/primitives/markup';

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join('');
const nested = (count: number, tag: (index: number) => string) =>
  many(count, tag) + '</a>'.repeat(count);

describe('what honest documents do not have is refused, in less than two seconds of CPU', () => {
  const bomb = many(10, (i) => `<!ENTITY e${i} "${`&e${i - 1};`.repeat(10)}">`);
  test.each([
    ['a DTD', '<!DOCTYPE a><a/>'],
    ['a DTD from elsewhere', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>&x;</a>'],
    ['an entity bomb', `<!DOCTYPE a [${bomb}]><a>&e9;</a>`],
    ['an entity that is not declared', '<a>&x;</a>'],
    ['a comment', '<a>adele@x<!-- -->.evil</a>'],
    ['a processing instruction', '<a><?php x?></a>'],
    ['a hundred megabytes', `<a>${'x'.repeat(100 * 1024 * 1024)}</a>`],
    ['a depth that fits otherwise', nested(9000, () => '<a>')],
    ['namespaces all the way down', nested(1400, (i) => `<a xmlns:p${i}="u">`)],
    ['more namespaces', nested(9000, (i) => `<a xmlns:p${i}="u">`)],
    ['elements without end', `<a>${'<b/>'.repeat(30_000)}</a>`],
    ['a tag without end', `<a ${'x'.repeat(1_000_000)}`],
    ['attributes that are one', `<a ${'b="1" '.repeat(20_000)}/>`],
    ['a control character', '<a>\u0000</a>'],
    ['half a character', '<a>\ud800</a>'],
    ['two documents', '<a/><a/>'],
    ['nothing', ''],
    ['JSON', '{}'],
  ])('%s', (_, text) => {
    const { user } = process.cpuUsage();
    expect(() => parseXml(text)).toThrow(XmlRefused);
    expect(process.cpuUsage().user - user).toBeLessThan(2_000_000);
  });
});

test('namespaces are counted, however they lie: flat ones cost as much as nested ones', () => {
  const flat = (count: number) => `<a>${many(count, (i) => `<b xmlns:p${i}="u"/>`)}</a>`;
  const inOneTag = (count: number) => `<a ${many(count, (i) => `xmlns:p${i}="u" `)}/>`;
  for (const write of [flat, inOneTag]) {
    expect(() => parseXml(write(1501))).toThrow('it has too many namespaces');
    expect(parseXml(write(1500)).localName).toBe('a');
  }
});

test('whatever a stranger sends is refused or read, and its words are not repeated', () => {
  const markup = fc.stringMatching(/^[<>/a:="' &;!?x-]{0,40}$/);
  fc.assert(
    fc.property(fc.oneof(markup, fc.string()), (text) => {
      try {
        return Boolean(parseXml(`<a>${text}</a>`));
      } catch (error) {
        return error instanceof XmlRefused && !/[<>]/.test(error.message);
      }
    }),
    { numRuns: 150 },
  );
});

test('every text that XML can hold comes back as it was written', () => {
  const unit = fc.constantFrom(...'aé√😀 &<>"\'\t\n\r]/\\..@%'.match(/./gsu)!);
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const root = parseXml(xml`<a b="${text}">${text}</a>`.text);
      return root.textContent === text && root.getAttribute('b') === text;
    }),
    { numRuns: 150 },
  );
});
