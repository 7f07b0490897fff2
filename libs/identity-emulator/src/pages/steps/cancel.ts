import { cancel } from '../answer.ts';
import { formFields, html, type Html } from '../html.ts';
import { type OpenFlow, openPendingFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import type { PageReply, Visit } from '../visit.ts';

export const path = '/signin/cancel';

/** No page links to it. */
export function show(): never {
  throw new PageProblem('notFound', 404);
}

/** Answers the app or device that the user does not want to sign in. */
export const submit = (visit: Visit): Promise<PageReply> => cancel(visit, openPendingFlow(visit));

/** The button on the other pages; in a device flow its own question comes at the end. */
export const cancelForm = (visit: Visit, { flow, request }: OpenFlow): Html | undefined =>
  request &&
  html`<form method="post" action="${path}">
    ${formFields(visit, flow.id)}
    <button class="quiet">${visit.texts.confirm.cancel}</button>
  </form>`;
