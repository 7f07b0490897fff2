import { formFields } from '../field.ts';
import { html } from '../html.ts';
import { admit, openPendingDeviceFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/devicelogin/confirm';

/** RFC 8628 5.4: names the app, and asks whether the person began this. */
export function show(visit: Visit): Page {
  const { user, app, code, flow } = signedIn(visit);
  const { confirm } = visit.texts;
  const title = confirm.title(app.name);
  const body = html`<h1>${title}</h1>
    <dl>
      <dt>${confirm.account}</dt>
      <dd>${user.username}</dd>
      <dt>${confirm.code}</dt>
      <dd><code>${code.userCode}</code></dd>
    </dl>
    <p class="warning" id="warning">${confirm.warning}</p>
    <form method="post" action="${path}" class="choice">
      ${formFields(visit, flow.id)}
      <button name="answer" value="continue" aria-describedby="warning">${confirm.go}</button>
      <button class="quiet" name="answer" value="cancel">${confirm.cancel}</button>
    </form>`;
  return { title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const { user, code, flow } = signedIn(visit);
  const goesOn = visit.form.get('answer') === 'continue';
  const answer = goesOn ? { userId: user.id } : 'declined';
  if (!(await visit.state.deviceCodes.decide(code, answer)))
    throw new PageProblem('used', 400, 90120);
  return { redirect: `/devicelogin/done?flow=${flow.id}` };
}

function signedIn(visit: Visit) {
  const open = openPendingDeviceFlow(visit);
  if (!open.flow.signedIn || open.flow.userId === undefined) throw new PageProblem('lostFlow');
  return { ...open, user: admit(visit, open, open.flow.userId).user };
}
