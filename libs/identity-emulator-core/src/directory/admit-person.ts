import type { App } from './directory.ts';
import { consumersTenantId, type Audience } from './find-audience.ts';
import type { Person } from './find-user.ts';
import { entraError } from '../errors/entra-error.ts';
import { seenBy } from './seen-by.ts';

/**
 * The person that tokens of an authority are for, as the tenant of the tokens sees them.
 *
 * @param home the person in the tenant where they sign in
 * @throws EntraError 50020 for an account that cannot be used there, 50057 for a disabled one
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints
 */
export function admitPerson({ tenant, shared, segment }: Audience, app: App, home: Person): Person {
  const { username, disabled } = home.user;
  const isPersonal = home.tenant.id === consumersTenantId;
  const takesPersonal = shared !== 'organizations' && app.signInAudience === 'any-account';
  const isTaken = isPersonal ? takesPersonal : shared !== 'consumers';
  const person = tenant ? seenBy(tenant, home) : isTaken ? home : undefined;
  if (!person) throw entraError(50020, username, tenant?.name ?? segment, app.name);
  if (disabled) throw entraError(50057);
  return person;
}
