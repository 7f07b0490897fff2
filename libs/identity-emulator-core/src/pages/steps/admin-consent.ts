import { EntraError } from '../../errors/entra-error.ts';
import { resolveScopes } from '../../tokens/resolve-scopes.ts';
import { answerWithError } from '../authorize/answer-app.ts';
import type { AuthorizationRequest } from '../authorize/authorization-request.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import { readReturnAddress, type AskingApp } from '../authorize/read-return-address.ts';
import { recordVisit } from '../authorize/record-visit.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/v2.0/adminconsent';

/**
 * Where an app sends an administrator who is to consent for everybody.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export async function show(visit: Visit): Promise<PageReply> {
  const asking = readReturnAddress(visit, 'adminconsent');
  try {
    const reply = await beginSignIn(visit, readRequest(visit, asking));
    recordVisit(visit, 'adminconsent', asking.correlationId, 200);
    return reply;
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    recordVisit(visit, 'adminconsent', asking.correlationId, error.entry.status, error.entry.oauth);
    return answerWithError(visit, asking, error);
  }
}

/** Without a scope all is meant that the app can be given. */
function readRequest({ state, query }: Visit, asking: AskingApp): AuthorizationRequest {
  const scope = query.get('scope') || '.default';
  return {
    ...asking,
    wants: 'admin-consent',
    prompt: 'consent',
    scope: resolveScopes(state.directory, scope).asked.join(' '),
    claims: { contexts: [], capabilities: [] },
    clientInfo: false,
  };
}
