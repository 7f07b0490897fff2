import { requireAllowedAccount, continueSignIn } from '../continue-sign-in.ts';
import { cancel } from '../answer.ts';
import { formFields, html } from '../html.ts';
import { openPendingDeviceFlow } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/devicelogin/confirm';

/** RFC 8628 5.4: names the app, and asks whether the user began this. */
export function show(visit: Visit): Page {
  const open = openPendingDeviceFlow(visit);
  const { app, code, flow } = open;
  const { user } = requireAllowedAccount(visit, open).home;
  const { confirm } = visit.texts;
  const title = confirm.title(app.name);
  const body = html`<h1>${title}</h1>
    <dl>
      <dt>${confirm.account}</dt>
      <dd>${user.username}</dd>
      <dt>${confirm.code}</dt>
      <dd><code>${code.userCode}</code></dd>
    </dl>
    <p class="note" id="warning">${confirm.warning}</p>
    <form method="post" action="${path}" class="buttons">
      ${formFields(visit, flow.id)}
      <button name="answer" value="continue" aria-describedby="warning">${confirm.go}</button>
      <button class="quiet" name="answer" value="cancel">${confirm.cancel}</button>
    </form>`;
  return { title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingDeviceFlow(visit);
  requireAllowedAccount(visit, open);
  if (visit.form.get('answer') !== 'continue') return cancel(visit, open);
  open.flow.answered.add('confirm');
  return continueSignIn(visit, open);
}
