import { type MessageLanguage, messageLanguage } from './language.ts';

/** What is said to users: in each language, or the same in all. */
export type Said = string | Readonly<Record<MessageLanguage, string>>;

/** A text in the language of this program's messages. */
export const said = (text: Said): string =>
  typeof text === 'string' ? text : text[messageLanguage()];
