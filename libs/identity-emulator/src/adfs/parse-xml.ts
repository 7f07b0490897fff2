import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { unwritable } from './xml.ts';

/** Says what a document has that honest ones do not; for a fault or a log, never with its values. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** A token request has about 30 elements and a depth of 8, an assertion 40 and 6. */
const maxTags = 2000;
/** The parser copies those of all ancestors at each declaration. */
const maxNamespaces = 200;
const maxDepth = 50;

/**
 * Parses XML of strangers. What can expand, hide or exhaust is refused before or right after parsing:
 * DTDs and with them entities, comments (they split texts: CVE-2017-11427), processing instructions,
 * control characters, thousands of elements, hundreds of namespaces, deep nesting.
 *
 * The length is for the caller to limit: it reads the bytes.
 *
 * @throws XmlRefused
 */
export function parseXml(text: string): Element {
  const tags = text.split('<', maxTags + 2).length - 1;
  if (tags > maxTags) throw new XmlRefused('it has too many elements');
  if (text.split('xmlns', maxNamespaces + 2).length - 1 > maxNamespaces)
    throw new XmlRefused('it has too many namespaces');
  if (/<!(?!\[CDATA\[)/.test(text)) throw new XmlRefused('it has a DTD or a comment');
  if (/<\?(?!xml[ \t])/.test(text)) throw new XmlRefused('it has a processing instruction');
  if (text.search(unwritable) >= 0) throw new XmlRefused('it has control characters');
  const root = parse(text);
  if (isDeeperThan(root, maxDepth)) throw new XmlRefused('it is nested too deeply');
  return root;
}

function parse(text: string): Element {
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing });
    const { documentElement } = parser.parseFromString(text, 'text/xml');
    if (documentElement) return documentElement;
  } catch {
    // The parser's own words hold parts of the document, a password perhaps.
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

/** The elements directly below one, of one name. */
export const children = (parent: Element, namespace: string, name: string): Element[] =>
  [...parent.children].filter((one) => one.localName === name && one.namespaceURI === namespace);

/** The only one of its name. @throws XmlRefused when there is none, or another */
export function onlyChild(parent: Element, namespace: string, name: string): Element {
  const [only, another] = children(parent, namespace, name);
  if (!only || another) throw new XmlRefused(`it must have one ${name} in ${parent.localName}`);
  return only;
}

/** Follows names down, one child a step. @throws XmlRefused */
export const descend = (from: Element, ...path: (readonly [string, string])[]): Element =>
  path.reduce((element, [namespace, name]) => onlyChild(element, namespace, name), from);

export const textOf = (element: Element): string => element.textContent ?? '';
