import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { answerAskingApp } from '../authorize/answer-asking-app.ts';
import type { AskingApp, AuthorizationRequest } from '../authorize/authorization-request.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/v2.0/adminconsent';

/**
 * Where an app sends an administrator who is to consent for all users.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export const show = (visit: Visit): Promise<PageReply> =>
  answerAskingApp(visit, 'adminconsent', (asking) =>
    beginSignIn(visit, readRequest(visit, asking)),
  );

/** Without a scope all is meant that the app can be given. */
function readRequest({ state, query }: Visit, asking: AskingApp): AuthorizationRequest {
  const scope = query.get('scope') || '.default';
  return {
    ...asking,
    wants: 'admin-consent',
    prompt: 'consent',
    scope: resolveScopes(state.directory, scope, { app: asking.app }).asked.join(' '),
    claims: { contexts: [], capabilities: [] },
    clientInfo: false,
  };
}
