import type { Account } from '../directory/find-user.ts';
import {
  answerAdminConsent,
  answerCancelled,
  answerWithCode,
  trackedFlow,
} from './authorize/answer-app.ts';
import type { OpenFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import type { PageReply, Visit } from './visit.ts';

/**
 * Ends a sign-in well: the app or device that waits gets its answer.
 *
 * @param user in the tenant of the tokens
 */
export async function answer(
  visit: Visit,
  { flow, request }: OpenFlow,
  account: Account,
  acrs: readonly string[] = [],
): Promise<PageReply> {
  const authTime = Math.floor(flow.signedInAt / 1000);
  const signIn = { amr: flow.amr, acrs, authTime, ...trackedFlow(flow.isTracked) };
  if (!request) return answerDevice(visit, flow, { userId: account.user.id, signIn });
  visit.pages.flows.end(flow.id);
  if (request.wants === 'admin-consent') return answerAdminConsent(visit, request, account);
  return answerWithCode(visit, request, account, signIn);
}

/** Ends it as the user wishes. */
export async function cancel(visit: Visit, { flow, request }: OpenFlow): Promise<PageReply> {
  if (!request) return answerDevice(visit, flow, 'declined');
  visit.pages.flows.end(flow.id);
  return answerCancelled(visit, request);
}

type Decision = Parameters<Visit['state']['deviceCodes']['decide']>[1];

async function answerDevice(
  { state }: Visit,
  { id, goal }: OpenFlow['flow'],
  decision: Decision,
): Promise<PageReply> {
  const code = 'codeId' in goal && state.deviceCodes.findById(goal.codeId);
  if (!code || !(await state.deviceCodes.decide(code, decision)))
    throw new PageProblem('used', 400, 90120);
  return { redirect: `/devicelogin/done?flow=${id}` };
}
