import { findUserById, type Person } from '../../directory/find-user.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import { entraError } from '../../errors/entra-error.ts';

/**
 * Who a code or token was given for, if they may still sign in.
 *
 * @throws EntraError 50034 or 50057
 */
export function whoSignedIn({ directory }: EmulatorState, userId: string): Person {
  const person = findUserById(directory, userId);
  if (!person) throw entraError(50034, userId);
  if (person.user.disabled) throw entraError(50057);
  return person;
}
