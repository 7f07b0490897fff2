import { findUser } from '../../directory/find-user.ts';
import { field, formFields, html, type Html } from '../html.ts';
import { type OpenFlow, openPendingFlow } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

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
  const account = findUser(visit.state.directory, typed);
  if (!account) return page(visit, open, typed.slice(0, 200), visit.texts.username.unknown);
  flow.userId = account.user.id;
  flow.amr = [];
  return { redirect: `/signin/password?flow=${flow.id}` };
}

/** @param value a name that no user has: to be mended, not typed again */
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

/** Who can sign in here, with what password, and what happens then. */
function practiceAccounts({ state, texts }: Visit): Html {
  const users = state.directory.tenants.flatMap((tenant) => tenant.users);
  return html`<details open>
    <summary>${texts.username.practice}</summary>
    <ul class="cards">
      ${users.map(
        ({ username, password, story }) =>
          html`<li>
            <code>${username}</code><br /><code>${password}</code>
            ${story && html`<p class="hint">${story[texts.language]}</p>`}
          </li>`,
      )}
    </ul>
  </details>`;
}
