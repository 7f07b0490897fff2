import { formFields, html } from '../html.ts';
import { continueSignIn } from '../continue-sign-in.ts';
import { openPendingFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import { isRecent, signedInAccounts } from '../signed-in-accounts.ts';
import type { PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/account';

/** Offers the accounts that this browser is signed in with; without one it asks for a name. */
export function show(visit: Visit): PageReply {
  const open = openPendingFlow(visit);
  const accounts = signedInAccounts(visit, open);
  if (accounts.length === 0) return { redirect: `/signin/username?flow=${open.flow.id}` };
  const { pickAccount } = visit.texts;
  const body = html`<h1>${pickAccount.title}</h1>
    <p>${pickAccount.lead}</p>
    <form method="post" action="${path}" class="accounts">
      ${formFields(visit, open.flow.id)}
      ${accounts.map(
        ({ home: { user } }) =>
          html`<button class="account" name="account" value="${user.id}">
            <strong>${user.displayName}</strong> <span>${user.username}</span>
          </button>`,
      )}
      <button class="quiet" name="account" value="">${visit.texts.otherAccount}</button>
    </form>
    ${cancelForm(visit, open)}`;
  return { title: pickAccount.title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  const { flow, request } = open;
  const account = visit.form.get('account');
  if (!account) return { redirect: `/signin/username?flow=${flow.id}` };
  const picked = signedInAccounts(visit, open).find(({ userId }) => userId === account);
  if (!picked) throw new PageProblem('lostFlow');
  const { userId, amr, at, isTracked } = picked;
  // An earlier sign-in on this way proves nothing about this account.
  Object.assign(flow, { userId, amr: [] });
  if (!isRecent(visit, picked, request)) return { redirect: `/signin/password?flow=${flow.id}` };
  Object.assign(flow, { amr, signedInAt: at, isTracked });
  return continueSignIn(visit, open);
}
