import { findUserById } from '../../directory/find-user.ts';
import { formFields } from '../field.ts';
import { goOn } from '../go-on.ts';
import { html } from '../html.ts';
import { admit, openPendingFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import type { PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/account';

/** Offers the accounts that this browser is signed in with; without one it asks for a name. */
export function show(visit: Visit): PageReply {
  const { flow } = openPendingFlow(visit);
  const people = visit.state.sessions
    .users(visit.session)
    .flatMap((id) => findUserById(visit.state.directory, id)?.user ?? []);
  if (people.length === 0) return { redirect: `/signin/username?flow=${flow.id}` };
  const { pickAccount } = visit.texts;
  const body = html`<h1>${pickAccount.title}</h1>
    <p>${pickAccount.lead}</p>
    <form method="post" action="${path}" class="accounts">
      ${formFields(visit, flow.id)}
      ${people.map(
        ({ id, displayName, username }) =>
          html`<button class="account" name="account" value="${id}">
            <strong>${displayName}</strong> <span>${username}</span>
          </button>`,
      )}
      <button class="quiet" name="account" value="">${visit.texts.otherAccount}</button>
    </form>
    ${cancelForm(visit, flow)}`;
  return { title: pickAccount.title, body };
}

export function submit(visit: Visit): PageReply {
  const open = openPendingFlow(visit);
  const account = visit.form.get('account');
  if (!account) return { redirect: `/signin/username?flow=${open.flow.id}` };
  if (!visit.state.sessions.users(visit.session).includes(account))
    throw new PageProblem('lostFlow');
  return goOn(visit, open, admit(visit, open, account));
}
