import { requireAllowedAccount, continueSignIn } from '../continue-sign-in.ts';
import { formFields, html } from '../html.ts';
import { openPendingFlow } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/signin/stay';

/** Asks whether the session outlives the browser. A device flow does not ask, as in Entra. */
export function show(visit: Visit): Page {
  const open = openPendingFlow(visit);
  const { username } = requireAllowedAccount(visit, open).home.user;
  const { staySignedIn } = visit.texts;
  const body = html`<h1>${staySignedIn.title}</h1>
    <p class="who">${username}</p>
    <p>${staySignedIn.lead}</p>
    <form method="post" action="${path}" class="buttons">
      ${formFields(visit, open.flow.id)}
      <button name="answer" value="yes" autofocus>${staySignedIn.yes}</button>
      <button class="quiet" name="answer" value="no">${staySignedIn.no}</button>
    </form>`;
  return { title: staySignedIn.title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  requireAllowedAccount(visit, open);
  if (visit.form.get('answer') === 'yes') {
    await visit.pages.sessions.stay(visit.session);
    visit.keepSession();
  }
  open.flow.answered.add('stay');
  return continueSignIn(visit, open);
}
