import { entraError } from '../../errors/entra-error.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import type { PageReply, Visit } from '../visit.ts';
import { answerAdminConsent, answerCancelled, answerWithCode } from './answer-app.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/**
 * What the scripted person makes of a sign-in, when a rule says so.
 *
 * @returns undefined when the page waits for somebody
 * @throws EntraError that the app hears
 */
export async function answerScripted(
  visit: Visit,
  request: AuthorizationRequest,
): Promise<PageReply | undefined> {
  const { app, audience, claims, prompt } = request;
  const outcome = await visit.state.person.answerPage({
    app,
    audience,
    flow: 'browser',
    scopes: resolveScopes(visit.state.directory, request.scope),
    contexts: claims.contexts,
    forAll: request.wants === 'admin-consent',
    asksConsent: prompt === 'consent',
  });
  if (outcome === undefined) return undefined;
  if (outcome === 'declined') return answerCancelled(visit, request);
  if ('aadsts' in outcome) throw entraError(outcome.aadsts, ...outcome.values);
  const { person, signIn } = outcome;
  if (request.wants === 'admin-consent') return answerAdminConsent(visit, request, person);
  return answerWithCode(visit, request, person, signIn);
}
