import { longestText, readText } from './read-property.ts';

/** The prose of a link: itself where it is a text. Non-breaking spaces of a page are spaces. */
export function messageText(link: unknown): string | undefined {
  const text =
    typeof link === 'string'
      ? link.slice(0, longestText)
      : readText(link, 'error_description', 'errorDescription', 'errorMessage', 'message');
  return text?.replace(/&nbsp;|&#160;|&#xa0;/gi, ' ');
}
