// What a sample makes its pages with, beside `html` of the service's entry point: the common look and language.
// Separate entry point, so that a command-line sample does not bundle it.

export { type MessageLanguage, pageLanguage } from '@entra-flows/primitives/language';
export { pageDocument, type PageParts, pagePolicy } from '@entra-flows/primitives/page';
export { pageStyle } from '@entra-flows/primitives/page-style';
