import type { Element } from '@xmldom/xmldom';
import { parseXml as parse, XmlRefused } from '@entra-flows/primitives/parse-xml';

export { XmlRefused };

/** A token request has about 30 elements and a depth of 8, an assertion 40 and 6. */
const LIMITS = { length: Infinity, tags: 2000, namespaces: 200, depth: 50 };

/**
 * Parses XML of a client. The caller limits the length: it reads the bytes.
 *
 * @throws XmlRefused
 */
export const parseXml = (text: string): Element => parse(text, LIMITS);

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
