import { clients } from './aadsts/clients.ts';
import { grants } from './aadsts/grants.ts';
import { users } from './aadsts/users.ts';
import { requests } from './aadsts/requests.ts';
import type { AadstsEntry } from './aadsts/shapes.ts';
import { nearest } from '@entra-flows/primitives/nearest';

export type { AadstsEntry } from './aadsts/shapes.ts';

/**
 * The AADSTS numbers that the emulator sends, and how; a fault can send other numbers too.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const aadstsTable: Readonly<Record<number, AadstsEntry>> = {
  ...users,
  ...grants,
  ...clients,
  ...requests,
};

/** Whether a text has the form of an AADSTS number, with or without the letters: five to seven digits. */
export const isAadsts = (text: string): boolean => /^(AADSTS)?[1-9]\d{4,6}$/i.test(text);

/** The number of this emulator that a mistyped one is most like. */
export const nearestAadsts = (text: string): string | undefined =>
  nearest(
    text.replace(/^(AADSTS)?/i, 'AADSTS'),
    Object.keys(aadstsTable).map((code) => `AADSTS${code}`),
  );
