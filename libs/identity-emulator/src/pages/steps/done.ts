import { html, outcomeSign } from '../html.ts';
import { openDeviceFlow, requireWaiting } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import type { Page, Visit } from '../visit.ts';

export const path = '/devicelogin/done';

/** Tells how the sign-in ended. */
export function show(visit: Visit): Page {
  const { code, app } = openDeviceFlow(visit);
  requireWaiting(code);
  if (code.state === 'pending') throw new PageProblem('lostFlow');
  const isDeclined = code.state === 'declined';
  const { title, lead } = isDeclined ? visit.texts.cancelled : visit.texts.done;
  const body = html`${outcomeSign(!isDeclined)}
    <h1>${title}</h1>
    <p>${lead(app.name)}</p>`;
  return { title, body };
}
