import type { App, Resource } from '../directory/directory.ts';
import type { Person } from '../directory/find-user.ts';
import type { Consents } from './consents.ts';

/**
 * The permissions of one web API that an app has for a person: by the directory, by an
 * administrator of the tenant, or by the person.
 *
 * @returns names without a prefix, in the order of the directory
 */
export function grantedScopes(
  consents: Consents,
  { tenant, user }: Person,
  app: App,
  resource: Resource,
): string[] {
  const kept = [user.id, tenant.id].flatMap((holder) =>
    consents.granted(holder, app.clientId, resource.id),
  );
  return resource.scopes
    .filter((scope) => kept.includes(scope.name) || isPreConsented(app, resource, scope))
    .map(({ name }) => name);
}

/** By the registration; one that says nothing has all that needs no administrator. */
function isPreConsented(
  { preConsented }: App,
  { id, uris }: Resource,
  { name, adminOnly }: Resource['scopes'][number],
): boolean {
  if (!preConsented) return adminOnly !== true;
  return [id, ...uris].some((prefix) => preConsented.includes(`${prefix}/${name}`));
}
