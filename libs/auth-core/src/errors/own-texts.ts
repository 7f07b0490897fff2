import { type MessageLanguage, messageLanguage } from '@entra-flows/primitives/language';
import { type OwnTexts, ownTextsEn } from './own-texts.en.ts';
import { ownTextsKo } from './own-texts.ko.ts';

/**
 * What this library says itself, beside its diagnoses, in the language of this program's messages. A bundle
 * packs each language and unpacks it with the first call, so no module may call it while it is loaded.
 */
export const ownTexts = (language: MessageLanguage = messageLanguage()): OwnTexts =>
  language === 'ko' ? ownTextsKo : ownTextsEn;
