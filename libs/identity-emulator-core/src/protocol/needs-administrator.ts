import type { Resource } from '../directory/directory.ts';
import type { Person } from '../directory/find-user.ts';

/** Whether somebody cannot give these permissions themselves. */
export const needsAdministrator = (
  { user }: Person,
  { scopes }: Resource,
  names: readonly string[],
): boolean =>
  user.administrator !== true &&
  scopes.some(({ name, adminOnly }) => adminOnly === true && names.includes(name));
