import { requireAllowedAccount, continueSignIn } from '../continue-sign-in.ts';
import { field, formFields, html } from '../html.ts';
import { type OpenFlow, openPendingFlow } from '../open-flow.ts';
import { practiceHint } from '../practice-password.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/new-password';

type Mistake = 'wrong' | 'weak' | 'different';

export function show(visit: Visit): Page {
  const open = openPendingFlow(visit);
  requireAllowedAccount(visit, open);
  return page(visit, open);
}

/** Puts a new password in the place of the expired one, for the life of the data folder. */
export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  const { user } = requireAllowedAccount(visit, open).home;
  const { passwords } = visit.state;
  // A user who was here in another tab has a new one already.
  if (!passwords.isExpired(user)) return continueSignIn(visit, open);
  const [current = '', fresh = '', again = ''] = ['current', 'fresh', 'again'].map((name) =>
    visit.form.get(name)?.slice(0, 1000),
  );
  if (visit.pages.passwordGuesses.isBlocked(user.id) || !passwords.isRight(user, current)) {
    visit.pages.passwordGuesses.fail(user.id);
    return page(visit, open, 'wrong');
  }
  if (fresh.length < 8 || fresh === current) return page(visit, open, 'weak');
  if (fresh !== again) return page(visit, open, 'different');
  await passwords.change(user, fresh);
  return continueSignIn(visit, open);
}

function page(visit: Visit, open: OpenFlow, mistake?: Mistake): Page {
  const { newPassword, errorPrefix } = visit.texts;
  const { user } = requireAllowedAccount(visit, open).home;
  const { username } = user;
  const saying = (...mistakes: Mistake[]) =>
    mistake && mistakes.includes(mistake) ? newPassword[mistake] : undefined;
  const fresh = { type: 'password', autocomplete: 'new-password', isFirst: false } as const;
  const body = html`<h1>${newPassword.title}</h1>
    <p class="who">${username}</p>
    <p>${newPassword.lead} (AADSTS50055)</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)}
      <input type="text" name="username" autocomplete="username" value="${username}" hidden />
      ${field({
        name: 'current',
        label: newPassword.current,
        type: 'password',
        autocomplete: 'current-password',
        error: saying('wrong'),
      })}
      ${practiceHint(visit, user)}
      ${field({
        ...fresh,
        name: 'fresh',
        label: newPassword.fresh,
        hint: newPassword.hint,
        error: saying('weak'),
      })}
      ${field({ ...fresh, name: 'again', label: newPassword.again, error: saying('different') })}
      <button>${newPassword.submit}</button>
    </form>
    ${cancelForm(visit, open)}`;
  const title = `${mistake === undefined ? '' : errorPrefix}${newPassword.title}`;
  return { status: mistake === undefined ? 200 : 400, title, body };
}
