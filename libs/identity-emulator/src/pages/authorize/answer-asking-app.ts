import { aadstsTable } from '../../errors/aadsts-table.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { PageProblem } from '../page-problem.ts';
import { type PageReply, recordVisit, type Visit } from '../visit.ts';
import { answerWithError } from './answer-app.ts';
import { type AskingApp, readReturnAddress } from './authorization-request.ts';

/**
 * Serves an endpoint to which an app sends a browser. Once it is known where the app waits, errors go
 * there (RFC 6749 4.1.2.1); before that they are for the page.
 *
 * @param begin the first page, or the answer
 * @throws PageProblem
 */
export async function answerAskingApp(
  visit: Visit,
  endpoint: 'authorize' | 'adminconsent',
  begin: (asking: AskingApp) => Promise<PageReply>,
): Promise<PageReply> {
  const asking = readReturnAddress(visit, endpoint);
  try {
    const reply = await begin(asking);
    recordVisit(visit, endpoint, asking.correlationId, statusOf(reply));
    return reply;
  } catch (error) {
    if (error instanceof PageProblem) {
      const word = aadstsTable[error.code ?? 0]?.oauth;
      recordVisit(visit, endpoint, asking.correlationId, error.status, word);
    }
    if (!(error instanceof EntraError)) throw error;
    recordVisit(visit, endpoint, asking.correlationId, error.entry.status, error.entry.oauth);
    return answerWithError(visit, asking, error);
  }
}

/** 0 where a fault gives no answer at all, as in the trace of the other endpoints. */
function statusOf(reply: PageReply): number {
  if (!('outcome' in reply)) return 200;
  return typeof reply.outcome === 'string' ? 0 : reply.outcome.status;
}
