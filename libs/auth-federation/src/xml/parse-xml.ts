import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';

/** Says what a document has that honest ones do not, in this project's own words. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** The longest MEX in the field has about 100,000 characters, 3000 tags and 300 declarations. */
const LONGEST = 1024 * 1024;
const MOST_TAGS = 20_000;
/** The parser copies those of all ancestors at each declaration, so that many take it minutes. */
const MOST_NAMESPACES = 1500;
const DEEPEST = 100;

/** What XML 1.0 cannot hold, not even escaped. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Parses what a server sent. What can expand, hide or exhaust is refused, most of it before parsing:
 * DTDs and with them entities, comments (they split texts: CVE-2017-11427), processing instructions,
 * control characters, too much of anything, deep nesting.
 *
 * @throws {XmlRefused} with nothing of the document in it
 */
export function parseXml(text: string): Element {
  if (text.length > LONGEST) throw new XmlRefused('it is too long');
  if (count(text, '<') > MOST_TAGS) throw new XmlRefused('it has too many elements');
  if (count(text, 'xmlns') > MOST_NAMESPACES) throw new XmlRefused('it has too many namespaces');
  if (/<!(?!\[CDATA\[)/.test(text)) throw new XmlRefused('it has a DTD or a comment');
  if (/<\?(?!xml[ \t\r\n])/.test(text)) throw new XmlRefused('it has a processing instruction');
  if (UNWRITABLE.test(text)) throw new XmlRefused('it has characters that XML does not know');
  const root = parsed(text);
  if (isDeeperThan(root, DEEPEST)) throw new XmlRefused('it is nested too deeply');
  return root;
}

function count(text: string, part: string): number {
  return text.split(part, MOST_TAGS + 2).length - 1;
}

function parsed(text: string): Element {
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing });
    const { documentElement } = parser.parseFromString(text.replace(/^\ufeff/, ''), 'text/xml');
    if (documentElement) return documentElement;
  } catch {
    // The parser's own words hold parts of the document, an assertion perhaps.
  }
  throw new XmlRefused('it is no well-formed XML');
}

/** Level by level: a recursion could exhaust the stack. */
function isDeeperThan(root: Element, limit: number): boolean {
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === limit) return true;
    level = level.flatMap((element) => [...element.children]);
  }
  return false;
}
