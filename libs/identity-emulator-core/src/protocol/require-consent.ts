import type { App } from '../directory/directory.ts';
import type { Person } from '../directory/find-user.ts';
import { entraError } from '../errors/entra-error.ts';
import type { ResolvedScopes } from './tokens/resolve-scopes.ts';
import type { Consents } from './consents.ts';
import { missingScopes } from './missing-scopes.ts';

/**
 * For grants where nobody can be asked.
 *
 * @throws EntraError 65001 when the app was not given all that it asks for
 */
export function requireConsent(
  consents: Consents,
  person: Person,
  app: App,
  scopes: ResolvedScopes,
): void {
  if (missingScopes(consents, person, app, scopes).length > 0)
    throw entraError(65001, app.clientId, app.name);
}
