import { formFields } from '../field.ts';
import { html } from '../html.ts';
import type { OpenFlow } from '../open-flow.ts';
import { supportDetails } from '../page-problem.ts';
import type { Page, Visit } from '../visit.ts';

/** For somebody who may not give what the app asks for. */
export function needsAdminPage(visit: Visit, { app, flow }: OpenFlow): Page {
  const { title, lead, asAdmin, goBack } = visit.texts.needsAdmin;
  const body = html`<h1>${title}</h1>
    <p>${lead(app.name)}</p>
    <p><a class="button" href="/signin/username?flow=${flow.id}">${asAdmin}</a></p>
    <form method="post" action="/signin/consent">
      ${formFields(visit, flow.id)}
      <button class="quiet" name="answer" value="cancel">${goBack}</button>
    </form>
    ${supportDetails(visit, 90094)}`;
  return { status: 403, title, body };
}
