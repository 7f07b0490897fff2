import { findUserById } from '../../directory/find-user.ts';
import { field, formFields, html } from '../html.ts';
import { type OpenFlow, openPendingFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import { filledPassword, practiceHint } from '../practice-password.ts';
import { signIn } from '../sign-in.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { awayToAdfs } from './adfs.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/password';

export function show(visit: Visit): PageReply {
  const open = openPendingFlow(visit);
  return awayToAdfs(visit, open) ?? page(visit, open);
}

/** Checks the password, and then whether the account may be used: only its owner learns that. */
export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  const away = awayToAdfs(visit, open);
  if (away) return away;
  const { texts, pages, state } = visit;
  const user = accountUser(visit, open);
  if (user.locked)
    return { ...page(visit, open, `${texts.password.locked} (AADSTS50053)`), aadsts: 50053 };
  if (pages.passwordGuesses.isBlocked(user.id))
    return {
      ...page(visit, open, `${texts.password.guessed} (AADSTS50053)`),
      status: 429,
      aadsts: 50053,
    };
  if (!state.passwords.isRight(user, visit.form.get('password') ?? '')) {
    pages.passwordGuesses.fail(user.id);
    return { ...page(visit, open, `${texts.password.wrong} (AADSTS50126)`), aadsts: 50126 };
  }
  pages.passwordGuesses.forget(user.id);
  return signIn(visit, open, user.id, 'pwd');
}

function accountUser({ state }: Visit, { flow }: OpenFlow) {
  const account = findUserById(state.directory, flow.userId ?? '');
  if (!account) throw new PageProblem('lostFlow');
  return account.user;
}

function page(visit: Visit, open: OpenFlow, error?: string): Page {
  const { password, errorPrefix } = visit.texts;
  const user = accountUser(visit, open);
  const { username } = user;
  const filled = filledPassword(visit, user);
  const body = html`<h1>${password.title}</h1>
    <p class="who">${username}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)}
      <input type="text" name="username" autocomplete="username" value="${username}" hidden />
      ${field({
        name: 'password',
        label: password.label,
        type: 'password',
        ...(filled !== undefined && { value: filled }),
        autocomplete: 'current-password',
        error,
      })}
      ${practiceHint(visit, user, filled === undefined ? `${path}?flow=${open.flow.id}&fill=1` : undefined)}
      <button>${password.submit}</button>
    </form>
    <p><a href="/signin/username?flow=${open.flow.id}">${visit.texts.otherAccount}</a></p>
    ${cancelForm(visit, open)}`;
  const title = `${error === undefined ? '' : errorPrefix}${password.title}`;
  return { status: error === undefined ? 200 : 400, title, body };
}
