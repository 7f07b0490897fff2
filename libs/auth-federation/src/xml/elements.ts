import type { Element } from '@xmldom/xmldom';

/** A namespace and a local name. */
export type Name = readonly [namespace: string, name: string];

/** The elements directly below one, of one name. */
export function children(parent: Element, [namespace, name]: Name): Element[] {
  return [...parent.children].filter((one) => isNamed(one, [namespace, name]));
}

/** Follows names down; every child of a name counts. */
export function below(parents: readonly Element[], ...path: Name[]): Element[] {
  return path.reduce<readonly Element[]>(
    (level, name) => level.flatMap((element) => children(element, name)),
    parents,
  ) as Element[];
}

/** Those of a name at any depth, in the order of the document. */
export function within(parent: Element, [namespace, name]: Name): Element[] {
  return [...parent.getElementsByTagNameNS(namespace, name)];
}

export function isNamed(element: Element, [namespace, name]: Name): boolean {
  return element.localName === name && element.namespaceURI === namespace;
}

export function textOf(element: Element | undefined): string {
  return element?.textContent?.trim() ?? '';
}
