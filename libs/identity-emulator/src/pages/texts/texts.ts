import { english, type Texts } from './english.ts';
import { korean } from './korean.ts';

export type { Texts };
export type Language = Texts['language'];
export type ProblemName = keyof Texts['problems'];

/** All languages; the compiler proves that none lacks a sentence. */
export const texts: Readonly<Record<Language, Texts>> = { en: english, ko: korean };
