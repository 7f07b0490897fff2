import { escapeXml, markupTag, withoutLayout } from '@entra-flows/primitives/markup';
import { UNWRITABLE } from '@entra-flows/primitives/parse-xml';

export { Markup as Xml } from '@entra-flows/primitives/markup';

/** Template tag for XML. What XML 1.0 cannot carry at all becomes U+FFFD. */
export const xml = markupTag(
  (text) => escapeXml(text.replace(UNWRITABLE, '\ufffd')),
  withoutLayout,
);
