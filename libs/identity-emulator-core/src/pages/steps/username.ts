import { findUser } from '../../directory/find-user.ts';
import { field, formFields } from '../field.ts';
import { html } from '../html.ts';
import { openPendingFlow, type OpenFlow } from '../open-flow.ts';
import type { SignInFlow } from '../sign-in-flows.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/username';

export function show(visit: Visit): Page {
  return page(visit, openPendingFlow(visit));
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
  flow.signedIn = false;
  return { redirect: `/signin/password?flow=${flow.id}` };
}

function page(visit: Visit, { flow, app }: OpenFlow, value = hintOf(flow), error?: string): Page {
  const { username, errorPrefix, next } = visit.texts;
  const body = html`<h1>${username.title}</h1>
    <p>${username.lead(app.name)}</p>
    <form method="post" action="${path}">
      ${formFields(visit, flow.id)}
      ${field({ name: 'username', label: username.label, value, autocomplete: 'username', error })}
      <button>${next}</button>
    </form>
    ${cancelForm(visit, flow)} ${practiceAccounts(visit)}`;
  const title = `${error === undefined ? '' : errorPrefix}${username.title}`;
  return { status: error === undefined ? 200 : 400, title, body };
}

/** A name that the app gave and that nobody here has: to be mended, not typed again. */
const hintOf = ({ goal }: SignInFlow): string => ('codeId' in goal ? '' : (goal.loginHint ?? ''));

function practiceAccounts({ state, texts }: Visit) {
  const users = state.directory.tenants.flatMap((tenant) => tenant.users);
  return html`<details open>
    <summary>${texts.username.practice}</summary>
    <ul>
      ${users
        .filter(({ disabled }) => disabled !== true)
        .map(
          ({ username, password }) =>
            html`<li><code>${username}</code><br /><code>${password}</code></li>`,
        )}
    </ul>
  </details>`;
}
