import type { App } from '../directory/directory.ts';
import type { Person } from '../directory/find-user.ts';
import { isDefault, type ResolvedScopes } from './tokens/resolve-scopes.ts';
import type { Consents } from './consents.ts';
import { grantedScopes } from './granted-scopes.ts';

/**
 * What an app asks for and does not have yet. `.default` asks for what was granted already, and for
 * all that a person can grant when that is nothing.
 *
 * @returns names of scopes without a prefix; none when the token can be issued
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope
 */
export function missingScopes(
  consents: Consents,
  person: Person,
  app: App,
  { asked, resource, permissions }: ResolvedScopes,
): string[] {
  const granted = grantedScopes(consents, person, app, resource);
  if (!asked.some(isDefault)) return permissions.filter((name) => !granted.includes(name));
  if (granted.length > 0) return [];
  return resource.scopes.filter(({ adminOnly }) => !adminOnly).map(({ name }) => name);
}
