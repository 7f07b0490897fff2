import type { Account } from '../../directory/find-user.ts';
import { grantedScopes, missingScopes, needsAdministrator } from '../../protocol/missing-scopes.ts';
import { asksFor, oidcScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { cancel } from '../answer.ts';
import { requireAllowedAccount, continueSignIn } from '../continue-sign-in.ts';
import { formFields, html } from '../html.ts';
import { type OpenFlow, openPendingFlow } from '../open-flow.ts';
import { supportDetails } from '../page-problem.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/signin/consent';

/**
 * What the app may do, in words. A user who may not agree learns that an administrator can.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/application-consent-experience
 */
export function show(visit: Visit): Page {
  const open = openPendingFlow(visit);
  const question = consentQuestion(visit, open);
  if (!question.isAllowed) return needsAdminPage(visit, open);
  const { consent, adminConsent } = visit.texts;
  const { account, words, forAll } = question;
  const { title, warning } = forAll ? adminConsent : consent;
  const lead = forAll
    ? adminConsent.lead(open.app.name, account.tenant.name)
    : consent.lead(open.app.name);
  const body = html`<h1>${title}</h1>
    <p class="who">${account.user.username}</p>
    <p>${lead}</p>
    <ul class="permissions">
      ${words.map((word) => html`<li>${word}</li>`)}
    </ul>
    <p class="note" id="warning">${warning}</p>
    <form method="post" action="${path}">
      ${formFields(visit, open.flow.id)} ${forAllUsers(visit, question)}
      <div class="buttons">
        <button name="answer" value="accept" aria-describedby="warning">${consent.accept}</button>
        <button class="quiet" name="answer" value="cancel">${consent.cancel}</button>
      </div>
    </form>`;
  return { title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  const { account, names, forAll, isAllowed } = consentQuestion(visit, open);
  if (visit.form.get('answer') !== 'accept') return cancel(visit, open);
  if (!isAllowed) return show(visit);
  const isForAll = forAll || (account.user.administrator && visit.form.get('all') === 'yes');
  const holder = isForAll ? account.tenant.id : account.user.id;
  const { app, scopes, flow } = open;
  await visit.state.consents.add(holder, app.clientId, scopes.resource.id, names);
  flow.answered.add('consent');
  return continueSignIn(visit, open);
}

/** An administrator may spare all others the question. */
function forAllUsers({ texts }: Visit, { account, forAll }: ConsentQuestion) {
  if (forAll || !account.user.administrator) return undefined;
  return html`<label class="check">
    <input type="checkbox" name="all" value="yes" /> ${texts.consent.forAll}
  </label>`;
}

/** What an app asks a user to agree to. */
interface ConsentQuestion {
  account: Account;
  /** Names of the scopes, without a prefix. */
  names: string[];
  /** The same, and what OpenID Connect adds, as texts for the page. */
  words: string[];
  /** Whether it is asked for all users in the tenant. */
  forAll: boolean;
  /** Whether the user may agree. */
  isAllowed: boolean;
}

/** Only what is new, unless the app asks for the whole page (`prompt=consent`). */
function consentQuestion(visit: Visit, open: OpenFlow): ConsentQuestion {
  const { app, scopes, request } = open;
  const { resource } = scopes;
  const { consents } = visit.state;
  const { account } = requireAllowedAccount(visit, open);
  const forAll = request?.wants === 'admin-consent';
  const missing = missingScopes(consents, account, app, scopes);
  const isWhole = request?.prompt === 'consent';
  const granted = grantedScopes(consents, account, app, resource, scopes.permissions);
  const isNew = granted.length === 0;
  const known = scopes.permissions.filter((name) => forAll || granted.includes(name));
  const names = [...new Set(isWhole ? [...known, ...missing] : missing)];
  const isAllowed = forAll
    ? account.user.administrator === true
    : !needsAdministrator(account, resource, missing);
  const asked = oidcScopes
    .filter((scope) => (isWhole || isNew) && asksFor(scopes, scope))
    .filter((scope) => scope !== 'openid' || names.length === 0); // goes without saying
  const { consent, language } = visit.texts;
  const inWords = (name: string) =>
    resource.scopes.find((scope) => scope.name === name)?.text?.[language] ?? name;
  const words = [...names.map(inWords), ...asked.map((scope) => consent[scope])];
  return { account, names, words, forAll, isAllowed };
}

/** For a user who may not give what the app asks for. */
function needsAdminPage(visit: Visit, { app, flow }: OpenFlow): Page {
  const { title, lead, asAdmin, goBack } = visit.texts.needsAdmin;
  const body = html`<h1>${title}</h1>
    <p>${lead(app.name)}</p>
    <p><a class="button" href="/signin/username?flow=${flow.id}">${asAdmin}</a></p>
    <form method="post" action="/signin/consent">
      ${formFields(visit, flow.id)}
      <button class="quiet" name="answer" value="cancel">${goBack}</button>
    </form>
    ${supportDetails(visit, 90094)}`;
  return { status: 403, title, body, aadsts: 90094 };
}
