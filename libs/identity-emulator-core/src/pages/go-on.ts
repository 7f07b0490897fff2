import { evaluatePolicies } from '../protocol/evaluate-policies.ts';
import { admit } from './admit.ts';
import { answer } from './answer.ts';
import { nextQuestion } from './next-question.ts';
import type { OpenFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import type { PageReply, Visit } from './visit.ts';

/**
 * What follows once it is proven who signs in: the next question that is open, or the answer.
 *
 * @throws PageProblem for an account that may not be used here, or that a policy blocks
 */
export async function goOn(visit: Visit, open: OpenFlow): Promise<PageReply> {
  const { flow, way, app, contexts } = open;
  const { home, person } = admit(visit, open);
  const { resource } = open.scopes;
  const facts = { person, app, resource, flow: way, amr: flow.amr, contexts };
  const verdict = evaluatePolicies(facts);
  if (verdict.outcome === 'blocked') {
    // The device has its answer with that: its next poll meets the same policy.
    if (way === 'device-code') await answer(visit, open, person);
    throw new PageProblem('blocked', 403, verdict.aadsts);
  }
  const path = nextQuestion({ visit, open, home, person, verdict });
  if (path !== undefined) return { redirect: `${path}?flow=${flow.id}` };
  return answer(visit, open, person, verdict.outcome === 'allowed' ? verdict.acrs : []);
}
