import { answerCancelled } from '../authorize/answer-app.ts';
import { formFields } from '../field.ts';
import { html, type Html } from '../html.ts';
import { findFlow, type OpenFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/signin/cancel';

/** Nobody links to it. */
export function show(): never {
  throw new PageProblem('notFound', 404);
}

/** Tells the waiting app that the person does not want to sign in. */
export function submit(visit: Visit): PageReply {
  const { id, goal } = findFlow(visit);
  if ('codeId' in goal) throw new PageProblem('lostFlow');
  visit.pages.flows.end(id);
  return answerCancelled(visit, goal);
}

/** The button on the other pages; in a device flow its own question comes at the end. */
export function cancelForm(visit: Visit, { id, goal }: OpenFlow['flow']): Html | undefined {
  if ('codeId' in goal) return undefined;
  return html`<form method="post" action="${path}">
    ${formFields(visit, id)}
    <button class="quiet">${visit.texts.confirm.cancel}</button>
  </form>`;
}
