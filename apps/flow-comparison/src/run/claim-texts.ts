import { claimsEn } from './claims.en.ts';
import { claimsKo } from './claims.ko.ts';

/** What a claim says, in one sentence each. */
export type ClaimTexts = Readonly<Record<string, string>>;

export const claimTexts = { en: claimsEn, ko: claimsKo };
