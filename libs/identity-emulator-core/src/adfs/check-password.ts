import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { findFederatedPerson } from './federated-domain.ts';

/**
 * Who has this name and password in the AD FS's own directory.
 *
 * @returns undefined for a wrong one, and for one that must not be used: the AD FS does not say which
 */
export function checkPassword(
  { directory, passwords, adfs }: EmulatorState,
  username: string,
  password: string,
): Person | undefined {
  const person = findFederatedPerson(directory, username);
  if (!person) return undefined;
  const { user } = person;
  if (adfs.passwordGuesses.isBlocked(user.id)) return undefined;
  if (!passwords.isRight(user, password)) {
    adfs.passwordGuesses.fail(user.id);
    return undefined;
  }
  adfs.passwordGuesses.forget(user.id);
  return user.disabled || user.locked || passwords.isExpired(user) ? undefined : person;
}
