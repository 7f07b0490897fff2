import { EntraError } from '../../errors/entra-error.ts';
import type { Reply } from '../../server/reply.ts';
import { answerScenario } from '../../control/faults/answer-scenario.ts';
import { PageProblem } from '../page-problem.ts';
import type { PageReply, Visit } from '../visit.ts';

/** What Entra shows to the person instead of sending it to the app: nobody vouches for the address. */
const onPage = [50011, 90002, 900144, 900971, 700016, 900023];

/** Stands for the true answer, which is a page. */
const truth: Reply = { status: 200, body: '' };

/**
 * Lets a scenario answer in the place of the sign-in.
 *
 * @returns undefined when the sign-in goes on, perhaps later
 * @throws EntraError for the app, PageProblem for the person
 */
export async function disturbSignIn(visit: Visit): Promise<PageReply | undefined> {
  const { state, segment, query } = visit;
  const answer = state.scenarios.take('authorize');
  if (!answer) return undefined;
  try {
    const { directory } = state;
    const request = { directory, segment, method: 'GET', get: (name: string) => query.get(name) };
    const outcome = await answerScenario(answer, request, async () => truth);
    return outcome === truth ? undefined : { outcome };
  } catch (error) {
    if (!(error instanceof EntraError) || !onPage.includes(error.code ?? 0)) throw error;
    throw new PageProblem('app', 400, error.code, error.message);
  }
}
