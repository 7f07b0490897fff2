import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { type Said, said } from './said.ts';

/** Names what a document has that honest ones do not; never with its values. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';

  constructor(why: Said) {
    super(said(why));
  }
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
  if (text.length > limits.length)
    throw new XmlRefused({ en: 'it is too long', ko: '너무 깁니다' });
  if (hasMore(text, '<', limits.tags))
    throw new XmlRefused({ en: 'it has too many elements', ko: '요소가 너무 많습니다' });
  if (hasMore(text, 'xmlns', limits.namespaces))
    throw new XmlRefused({ en: 'it has too many namespaces', ko: '네임스페이스가 너무 많습니다' });
  if (/<!(?!\[CDATA\[)/.test(text))
    throw new XmlRefused({ en: 'it has a DTD or a comment', ko: 'DTD나 주석이 있습니다' });
  if (/<\?(?!xml[ \t\r\n])/.test(text))
    throw new XmlRefused({ en: 'it has a processing instruction', ko: '처리 명령이 있습니다' });
  if (text.search(UNWRITABLE) >= 0)
    throw new XmlRefused({
      en: 'it has characters that XML does not allow',
      ko: 'XML에서 허용하지 않는 문자가 있습니다',
    });
  const root = parsed(text);
  if (isDeeperThan(root, limits.depth))
    throw new XmlRefused({ en: 'it is nested too deeply', ko: '너무 깊이 중첩되어 있습니다' });
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
  throw new XmlRefused({ en: 'it is not well-formed', ko: '형식이 올바르지 않습니다' });
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
