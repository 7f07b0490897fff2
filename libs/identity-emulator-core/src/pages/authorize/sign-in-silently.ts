import { requireAccess } from '../../protocol/require-access.ts';
import { missingScopes } from '../../protocol/missing-scopes.ts';
import { requireConsent } from '../../protocol/require-consent.ts';
import { entraError } from '../../errors/entra-error.ts';
import { admitPerson } from '../../directory/admit-person.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { needsAdministrator } from '../../protocol/needs-administrator.ts';
import { isRecent, type SignedInPerson } from '../signed-in-people.ts';
import type { PageReply, Visit } from '../visit.ts';
import { answerWithCode } from './answer-app.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/**
 * `prompt=none`: an answer without any page, or the reason why there must be one.
 *
 * @param people whom the browser is signed in with
 * @throws EntraError 50058, 16000, 50053, 50057, 50055, 53003, 50076, 50079, 65001 or 90094
 */
export function signInSilently(
  visit: Visit,
  request: AuthorizationRequest,
  people: SignedInPerson[],
): PageReply {
  const { state } = visit;
  const { app, audience } = request;
  const [only, another] = people;
  if (!only || !isRecent(visit, only, request)) throw entraError(50058);
  if (another) throw entraError(16000);
  if (state.passwords.isExpired(only.home.user)) throw entraError(50055);
  const person = admitPerson(audience, app, only.home);
  const scopes = resolveScopes(state.directory, request.scope);
  const { amr, at } = only;
  const { contexts } = request.claims;
  const { resource } = scopes;
  const acrs = requireAccess({ person, app, resource, flow: 'browser', amr, contexts });
  const missing = missingScopes(state.consents, person, app, scopes);
  if (needsAdministrator(person, resource, missing)) throw entraError(90094);
  requireConsent(state.consents, person, app, scopes);
  return answerWithCode(visit, request, person, { amr, acrs, authTime: Math.floor(at / 1000) });
}
