import { clients } from './aadsts/clients.ts';
import { grants } from './aadsts/grants.ts';
import { people } from './aadsts/people.ts';
import { requests } from './aadsts/requests.ts';
import type { AadstsEntry } from './aadsts/shapes.ts';

export type { AadstsEntry } from './aadsts/shapes.ts';

/**
 * The codes that this emulator sends, or that its scenarios inject with their usual shape.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const aadstsTable: Readonly<Record<number, AadstsEntry>> = {
  ...people,
  ...grants,
  ...clients,
  ...requests,
};
