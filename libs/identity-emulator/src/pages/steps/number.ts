import { requireAllowedAccount } from '../continue-sign-in.ts';
import { field, formFields, html } from '../html.ts';
import { openPendingFlow } from '../open-flow.ts';
import { checkSecondFactor, expectedOf } from '../sign-in.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { cancelForm } from './cancel.ts';

export const path = '/signin/number';

/**
 * Number matching: the page shows a number, and the phone of the user asks for it. A part of the
 * page plays the phone.
 *
 * @see https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-number-match
 */
export function show(visit: Visit, error?: string): Page {
  const open = openPendingFlow(visit);
  const { username } = requireAllowedAccount(visit, open).home.user;
  const { authenticatorNumber, secondFactor, errorPrefix } = visit.texts;
  const { title, lead, label, approve } = authenticatorNumber;
  const body = html`<h1>${title}</h1>
    <p class="who">${username}</p>
    <p>${lead}</p>
    <p class="number">${expectedOf(visit, open, 2)}</p>
    <section class="phone" aria-labelledby="phone">
      <h2 id="phone">${secondFactor.phone}</h2>
      <p class="hint">${secondFactor.phoneLead}</p>
      <form method="post" action="${path}">
        ${formFields(visit, open.flow.id)}
        ${field({ name: 'number', label, autocomplete: 'off', inputmode: 'numeric', error })}
        <div class="buttons">
          <button name="answer" value="approve">${approve}</button>
          <button class="quiet" name="answer" value="deny" formnovalidate>
            ${secondFactor.deny}
          </button>
        </div>
      </form>
    </section>
    ${cancelForm(visit, open)}`;
  const isWrong = error !== undefined;
  return { status: isWrong ? 400 : 200, title: `${isWrong ? errorPrefix : ''}${title}`, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const reply = await checkSecondFactor(visit, 2);
  return reply ?? show(visit, visit.texts.authenticatorNumber.wrong);
}
