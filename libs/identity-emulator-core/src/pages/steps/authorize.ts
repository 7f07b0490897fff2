import { EntraError } from '../../errors/entra-error.ts';
import { answerWithError } from '../authorize/answer-app.ts';
import { beginSignIn } from '../authorize/begin-sign-in.ts';
import {
  readAuthorizationRequest,
  readReturnAddress,
} from '../authorize/read-authorization-request.ts';
import { PageProblem } from '../page-problem.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/oauth2/v2.0/authorize';

/**
 * The authorize endpoint: where an app sends the browser.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * @see RFC 6749 4.1.1
 */
export async function show(visit: Visit): Promise<PageReply> {
  const address = orPage(visit, () => readReturnAddress(visit));
  try {
    const reply = await beginSignIn(visit, readAuthorizationRequest(visit, address));
    record(visit, address.correlationId, 200);
    return reply;
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    record(visit, address.correlationId, error.entry.status, error.entry.oauth);
    return answerWithError(visit, address, error);
  }
}

/** An error that may not be sent to an address which nobody vouches for. */
function orPage<Read>(visit: Visit, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    record(visit, '', error.entry.status, error.entry.oauth);
    throw new PageProblem('app', 400, error.code, error.message);
  }
}

function record(visit: Visit, correlationId: string, status: number, error?: string): void {
  const clientId = visit.query.get('client_id')?.slice(0, 100);
  visit.state.exchanges.add({
    at: new Date(visit.state.clock.now()).toISOString(),
    endpoint: 'authorize',
    method: 'GET',
    path: path.replace(':tenant', visit.segment).slice(0, 200),
    status,
    ...(error !== undefined && { error }),
    ...(clientId && { clientId }),
    ...(correlationId && { correlationId }),
  });
}
