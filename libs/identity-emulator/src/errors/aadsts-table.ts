import { clients } from './aadsts/clients.ts';
import { grants } from './aadsts/grants.ts';
import { users } from './aadsts/users.ts';
import { requests } from './aadsts/requests.ts';
import type { AadstsEntry } from './aadsts/shapes.ts';
import { nearest } from './nearest.ts';

export type { AadstsEntry } from './aadsts/shapes.ts';

/**
 * The codes that this emulator sends, or that its faults take with their usual shape.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const aadstsTable: Readonly<Record<number, AadstsEntry>> = {
  ...users,
  ...grants,
  ...clients,
  ...requests,
};

/** Whether a text is a number that Entra can send, with or without the letters: none is shorter or longer. */
export const isAadsts = (text: string): boolean => /^(AADSTS)?[1-9]\d{4,6}$/i.test(text);

/** The number of this emulator that a mistyped one is most like. */
export const nearestAadsts = (text: string): string | undefined =>
  nearest(
    text.replace(/^(AADSTS)?/i, 'AADSTS'),
    Object.keys(aadstsTable).map((code) => `AADSTS${code}`),
  );
