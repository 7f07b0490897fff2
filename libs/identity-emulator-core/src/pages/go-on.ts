import type { Person } from '../directory/find-user.ts';
import { answerWithCode } from './authorize/answer-app.ts';
import type { OpenFlow } from './open-flow.ts';
import type { PageReply, Visit } from './visit.ts';

/** What follows once it is proven who signs in: the question of a device flow, or the app itself. */
export function goOn(visit: Visit, { flow }: OpenFlow, person: Person): PageReply {
  flow.userId = person.user.id;
  flow.signedIn = true;
  if ('codeId' in flow.goal) return { redirect: `/devicelogin/confirm?flow=${flow.id}` };
  visit.pages.flows.end(flow.id);
  return answerWithCode(visit, flow.goal, person);
}
