import { EntraError } from '../../errors/entra-error.ts';
import type { PageReply, Visit } from '../visit.ts';
import { answerWithError } from './answer-app.ts';
import { type AskingApp, readReturnAddress } from './read-return-address.ts';
import { recordVisit } from './record-visit.ts';

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
    recordVisit(visit, endpoint, asking.correlationId, 200);
    return reply;
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    recordVisit(visit, endpoint, asking.correlationId, error.entry.status, error.entry.oauth);
    return answerWithError(visit, asking, error);
  }
}
