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

/** Notes the user name; the password decides about the sign-in. */
export function submit(visit: Visit): PageReply {
  const open = openPendingFlow(visit);
  const { flow } = open;
  const practice = visit.form.get('practice');
  const typed = practice ?? visit.form.get('username') ?? '';
  if (!typed.trim()) return page(visit, open, '', visit.texts.username.missing);
  const account = findUser(visit.state.directory, typed);
  if (!account) return page(visit, open, typed.slice(0, 200), visit.texts.username.unknown);
  flow.userId = account.user.id;
  flow.amr = [];
  return { redirect: `/signin/password?flow=${flow.id}${practice === null ? '' : '&fill=1'}` };
}

/** @param value the unknown name, shown again so that the user can correct it */
function page(visit: Visit, open: OpenFlow, value = '', error?: string): Page {
  const { username, errorPrefix, next } = visit.texts;
  const body = html`<h1>${username.title}</h1>
    <p>${username.lead(open.app.name)}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)}
      ${field({ name: 'username', label: username.label, value, autocomplete: 'username', error })}
      <button>${next}</button>
    </form>
    ${cancelForm(visit, open)} ${practiceAccounts(visit, open)}`;
  const title = `${error === undefined ? '' : errorPrefix}${username.title}`;
  return { status: error === undefined ? 200 : 400, title, body, isWide: true };
}

/** The users who can sign in, and what happens then: one click goes on with name and password filled in. */
function practiceAccounts(visit: Visit, { flow }: OpenFlow): Html {
  const { state, texts } = visit;
  const users = state.directory.tenants.flatMap((tenant) => tenant.users);
  return html`<!--practice-->
    <h2>${texts.username.practice}</h2>
    <p class="hint">${texts.username.oneClick}</p>
    <form method="post" action="${path}" class="accounts">
      ${formFields(visit, flow.id)}
      <ul class="cards">
        ${users.map(
          ({ displayName, username, password, scenario }) =>
            html`<li>
              <button class="account" name="practice" value="${username}">
                <strong>${displayName}</strong> <span>${username}</span>
                <span><code>${password}</code></span>
              </button>
              ${scenario && html`<p class="hint">${scenario[texts.language]}</p>`}
            </li>`,
        )}
      </ul>
    </form>
    <!--/practice-->`;
}
