// For pages of an app: the look of the last page of a sign-in, and the language that a browser or a user asks for.
// Separate entry point that runs in browsers, too.

export {
  chooseMessageLanguage,
  type MessageLanguage,
  messageLanguage,
  pageLanguage,
} from '@entra-flows/primitives/language';
export { pageStyle } from '@entra-flows/primitives/page-style';
