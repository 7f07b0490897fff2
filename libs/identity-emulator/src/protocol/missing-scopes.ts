import type { App, Resource } from '../directory/directory.ts';
import type { Account } from '../directory/find-user.ts';
import { entraError } from '../errors/entra-error.ts';
import type { Consents } from './consents.ts';
import { isDefault, type ResolvedScopes } from './tokens/resolve-scopes.ts';

/**
 * What an app asks for and does not have yet. `.default` asks for what was granted already, and for
 * all that a user can grant when that is nothing.
 *
 * @returns names of scopes without a prefix; none when the token can be issued
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope
 */
export function missingScopes(
  consents: Consents,
  account: Account,
  app: App,
  { asked, resource, permissions }: ResolvedScopes,
): string[] {
  const granted = grantedScopes(consents, account, app, resource, permissions);
  if (!asked.some(isDefault)) return permissions.filter((name) => !granted.includes(name));
  if (granted.length > 0) return [];
  return resource.scopes
    .filter(({ adminOnly, byName }) => !adminOnly && !byName)
    .map(({ name }) => name);
}

/**
 * The permissions of one web API that an app has for a user: by the directory, by an
 * administrator of the tenant, or by the user; those that it has only by their name are among them when
 * it asks for them.
 *
 * @param asked - names without a prefix
 * @returns names without a prefix, in the order of the directory
 */
export function grantedScopes(
  consents: Consents,
  { tenant, user }: Account,
  app: App,
  resource: Resource,
  asked: readonly string[] = [],
): string[] {
  const kept = [user.id, tenant.id].flatMap((holder) =>
    consents.granted(holder, app.clientId, resource.id),
  );
  return resource.scopes
    .filter((scope) => kept.includes(scope.name) || isPreConsented(app, resource, scope, asked))
    .map(({ name }) => name);
}

/** By the registration; one that says nothing has all that needs no administrator. */
function isPreConsented(
  { preConsented }: App,
  { id, uris }: Resource,
  { name, adminOnly, byName }: Resource['scopes'][number],
  asked: readonly string[],
): boolean {
  if (!preConsented) return !adminOnly && (!byName || asked.includes(name));
  return [id, ...uris].some((prefix) => preConsented.includes(`${prefix}/${name}`));
}

/** Whether a user cannot give these permissions themselves. */
export const needsAdministrator = (
  { user }: Account,
  { scopes }: Resource,
  names: readonly string[],
): boolean =>
  user.administrator !== true &&
  scopes.some(({ name, adminOnly }) => adminOnly === true && names.includes(name));

/**
 * For grants without a page, where the user cannot be asked.
 *
 * @throws EntraError 65001 when the app was not given all that it asks for
 */
export function requireConsent(
  consents: Consents,
  account: Account,
  app: App,
  scopes: ResolvedScopes,
): void {
  if (missingScopes(consents, account, app, scopes).length > 0)
    throw entraError(65001, app.clientId, app.name);
}
