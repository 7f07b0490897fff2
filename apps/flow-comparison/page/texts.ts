import type { Language } from '../src/run/explain.ts';
import { type Texts, textsEn } from './texts.en.ts';
import { textsKo } from './texts.ko.ts';

export type { Texts };

export const texts: Readonly<Record<Language, Texts>> = { en: textsEn, ko: textsKo };
