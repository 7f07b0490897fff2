import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';

/** Names what a document has that honest ones do not; never with its values. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** The most that a document may have. */
export interface XmlLimits {
  /** Characters. */
  length: number;
  /** Counted as `<`. */
  tags: number;
  /** Declarations: the parser copies those of all ancestors at each, so many of them take minutes. */
  namespaces: number;
  /** Elements in elements. */
  depth: number;
}

/** What XML 1.0 cannot hold, not even escaped: control characters and halves of surrogate pairs. */
export const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Parses XML from outside. What can expand, hide or exhaust is refused, most of it before
 * parsing: DTDs and with them entities, comments (they split texts: CVE-2017-11427), processing
 * instructions, control characters, too much of anything.
 *
 * @throws {XmlRefused} with nothing of the document in it
 */
export function parseXml(text: string, limits: XmlLimits): Element {
  if (text.length > limits.length) throw new XmlRefused('it is too long');
  if (hasMore(text, '<', limits.tags)) throw new XmlRefused('it has too many elements');
  if (hasMore(text, 'xmlns', limits.namespaces)) throw new XmlRefused('it has too many namespaces');
  if (/<!(?!\[CDATA\[)/.test(text)) throw new XmlRefused('it has a DTD or a comment');
  if (/<\?(?!xml[ \t\r\n])/.test(text)) throw new XmlRefused('it has a processing instruction');
  if (text.search(UNWRITABLE) >= 0)
    throw new XmlRefused('it has characters that XML does not allow');
  const root = parsed(text);
  if (isDeeperThan(root, limits.depth)) throw new XmlRefused('it is nested too deeply');
  return root;
}

function hasMore(text: string, part: string, most: number): boolean {
  return text.split(part, most + 2).length - 1 > most;
}

function parsed(text: string): Element {
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing });
    const { documentElement } = parser.parseFromString(text.replace(/^\ufeff/, ''), 'text/xml');
    if (documentElement) return documentElement;
  } catch {
    // The parser's own words hold parts of the document, a password or an assertion perhaps.
  }
  throw new XmlRefused('it is not well-formed');
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
