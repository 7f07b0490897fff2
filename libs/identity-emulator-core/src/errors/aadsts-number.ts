import { nearest } from './nearest.ts';
import { aadstsTable } from './aadsts-table.ts';

/** Whether a text is a number that Entra can send, with or without the letters: none is shorter or longer. */
export const isAadsts = (text: string): boolean => /^(AADSTS)?[1-9]\d{4,6}$/i.test(text);

/** The number of this emulator that a mistyped one is most like. */
export const nearestAadsts = (text: string): string | undefined =>
  nearest(
    text.replace(/^(AADSTS)?/i, 'AADSTS'),
    Object.keys(aadstsTable).map((code) => `AADSTS${code}`),
  );
