import { cancel } from '../answer.ts';
import { consentQuestion, type ConsentQuestion } from './consent-question.ts';
import { formFields } from '../field.ts';
import { goOn } from '../go-on.ts';
import { html } from '../html.ts';
import { needsAdminPage } from './needs-admin-page.ts';
import { openPendingFlow } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/signin/consent';

/**
 * What the app may do, in words. Whoever may not agree hears who can.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/application-consent-experience
 */
export function show(visit: Visit): Page {
  const open = openPendingFlow(visit);
  const question = consentQuestion(visit, open);
  if (!question.isAllowed) return needsAdminPage(visit, open);
  const { consent, adminConsent } = visit.texts;
  const { person, words, forAll } = question;
  const { title, warning } = forAll ? adminConsent : consent;
  const lead = forAll
    ? adminConsent.lead(open.app.name, person.tenant.name)
    : consent.lead(open.app.name);
  const body = html`<h1>${title}</h1>
    <p class="who">${person.user.username}</p>
    <p>${lead}</p>
    <ul class="permissions">
      ${words.map((word) => html`<li>${word}</li>`)}
    </ul>
    <p class="warning" id="warning">${warning}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)} ${forEverybody(visit, question)}
      <div class="choice">
        <button name="answer" value="accept" aria-describedby="warning">${consent.accept}</button>
        <button class="quiet" name="answer" value="cancel">${consent.cancel}</button>
      </div>
    </form>`;
  return { title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  const { person, names, forAll, isAllowed } = consentQuestion(visit, open);
  if (visit.form.get('answer') !== 'accept') return cancel(visit, open);
  if (!isAllowed) return show(visit);
  const isForAll = forAll || (person.user.administrator && visit.form.get('everybody') === 'yes');
  const holder = isForAll ? person.tenant.id : person.user.id;
  const { app, scopes, flow } = open;
  await visit.state.consents.add(holder, app.clientId, scopes.resource.id, names);
  flow.answered.add('consent');
  return goOn(visit, open);
}

/** An administrator may spare all others the question. */
function forEverybody({ texts }: Visit, { person, forAll }: ConsentQuestion) {
  if (forAll || !person.user.administrator) return undefined;
  return html`<label class="check">
    <input type="checkbox" name="everybody" value="yes" /> ${texts.consent.forAll}
  </label>`;
}
