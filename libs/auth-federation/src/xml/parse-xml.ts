import type { Element } from '@xmldom/xmldom';
import { parseXml as parse } from '@entra-flows/primitives/parse-xml';

export { XmlRefused } from '@entra-flows/primitives/parse-xml';

/** The longest MEX in the field has about 100,000 characters, 3000 tags and 300 declarations. */
const LIMITS = { length: 1024 * 1024, tags: 20_000, namespaces: 1500, depth: 100 };

/**
 * Parses what a server sent.
 *
 * @throws {XmlRefused} with nothing of the document in it
 */
export const parseXml = (text: string): Element => parse(text, LIMITS);
