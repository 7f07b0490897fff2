import type { Element } from '@xmldom/xmldom';
import { escapeXml, Markup, markupTag, withoutLayout } from '@entra-flows/primitives/markup';
import {
  parseXml as parseLimited,
  UNWRITABLE,
  XmlRefused,
} from '@entra-flows/primitives/parse-xml';
import { bodyLimit } from '../server/limits.ts';

export { Markup as Xml, XmlRefused };

/** Template tag for XML; in a value, what XML 1.0 cannot hold becomes U+FFFD. */
export const xml = markupTag(
  (text) => escapeXml(text.replace(UNWRITABLE, '\ufffd')),
  withoutLayout,
);

/** A token request has about 30 elements and a depth of 8, an assertion 40 and 6. */
const limits = { length: bodyLimit, tags: 2000, namespaces: 200, depth: 50 };

/** Parses XML from a client. @throws XmlRefused */
export const parseXml = (text: string): Element => parseLimited(text, limits);

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
