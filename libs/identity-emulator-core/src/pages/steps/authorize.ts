import { EntraError } from '../../errors/entra-error.ts';
import { answerWithError } from '../authorize/answer-app.ts';
import { disturbSignIn } from '../authorize/disturb-sign-in.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import { readAuthorizationRequest } from '../authorize/read-authorization-request.ts';
import { readReturnAddress } from '../authorize/read-return-address.ts';
import { recordVisit } from '../authorize/record-visit.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/oauth2/v2.0/authorize';

/**
 * The authorize endpoint: where an app sends the browser.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * @see RFC 6749 4.1.1
 */
export async function show(visit: Visit): Promise<PageReply> {
  const asking = readReturnAddress(visit);
  try {
    const disturbed = await disturbSignIn(visit);
    const reply = disturbed ?? (await beginSignIn(visit, readAuthorizationRequest(visit, asking)));
    recordVisit(visit, 'authorize', asking.correlationId, 200);
    return reply;
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    recordVisit(visit, 'authorize', asking.correlationId, error.entry.status, error.entry.oauth);
    return answerWithError(visit, asking, error);
  }
}
