import { findUser } from '../../directory/find-user.ts';
import { field, formFields } from '../field.ts';
import { html } from '../html.ts';
import { openPendingFlow, type OpenFlow } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';
import { practiceAccounts } from './practice-accounts.ts';

export const path = '/signin/username';

export function show(visit: Visit): Page {
  const open = openPendingFlow(visit);
  return page(visit, open, open.request?.loginHint);
}

/** Notes who wants to sign in; the password decides whether they may. */
export function submit(visit: Visit): PageReply {
  const open = openPendingFlow(visit);
  const { flow } = open;
  const typed = visit.form.get('username') ?? '';
  if (!typed.trim()) return page(visit, open, '', visit.texts.username.missing);
  const person = findUser(visit.state.directory, typed);
  if (!person) return page(visit, open, typed.slice(0, 200), visit.texts.username.unknown);
  flow.userId = person.user.id;
  flow.amr = [];
  return { redirect: `/signin/password?flow=${flow.id}` };
}

/** @param value a name that nobody here has: to be mended, not typed again */
function page(visit: Visit, open: OpenFlow, value = '', error?: string): Page {
  const { username, errorPrefix, next } = visit.texts;
  const body = html`<h1>${username.title}</h1>
    <p>${username.lead(open.app.name)}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)}
      ${field({ name: 'username', label: username.label, value, autocomplete: 'username', error })}
      <button>${next}</button>
    </form>
    ${cancelForm(visit, open)} ${practiceAccounts(visit)}`;
  const title = `${error === undefined ? '' : errorPrefix}${username.title}`;
  return { status: error === undefined ? 200 : 400, title, body };
}
