import { requireAllowedAccount } from '../continue-sign-in.ts';
import { field, formFields, html } from '../html.ts';
import { openPendingFlow } from '../open-flow.ts';
import { checkSecondFactor, expectedOf } from '../sign-in.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/one-time-code';

/** Six digits, as an authenticator app or a text message shows; a part of the page plays the phone. */
export function show(visit: Visit, error?: string): Page {
  const open = openPendingFlow(visit);
  const { username } = requireAllowedAccount(visit, open).home.user;
  const { oneTimeCode, secondFactor, errorPrefix } = visit.texts;
  const { title, lead, label, shown } = oneTimeCode;
  const body = html`<h1>${title}</h1>
    <p class="who">${username}</p>
    <p>${lead}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)}
      ${field({ name: 'number', label, autocomplete: 'one-time-code', inputmode: 'numeric', error })}
      <button>${oneTimeCode.submit}</button>
    </form>
    <section class="phone" aria-labelledby="phone">
      <h2 id="phone">${secondFactor.phone}</h2>
      <p class="hint">${secondFactor.phoneLead}</p>
      <p>${shown} <code>${expectedOf(visit, open, 6)}</code></p>
    </section>
    ${cancelForm(visit, open)}`;
  const isWrong = error !== undefined;
  return { status: isWrong ? 400 : 200, title: `${isWrong ? errorPrefix : ''}${title}`, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const reply = await checkSecondFactor(visit, 6);
  return reply ?? show(visit, visit.texts.oneTimeCode.wrong);
}
