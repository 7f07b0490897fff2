import { recordVisit } from '../authorize/record-visit.ts';
import { formTarget } from '../authorize/send-back.ts';
import { formFields } from '../field.ts';
import { html } from '../html.ts';
import { PageProblem } from '../page-problem.ts';
import { endSession } from './end-session.ts';
import { readSignOutRequest, type SignOutRequest } from './read-sign-out-request.ts';
import { signedInUsers } from '../signed-in-people.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/:tenant/oauth2/v2.0/logout';

/**
 * The end-session endpoint: ends the session of this browser. Of several accounts the person
 * chooses one, unless the app names it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
 */
export async function show(visit: Visit): Promise<PageReply> {
  const request = await readSignOutRequest(visit, visit.query);
  recordVisit(visit, 'logout', visit.query.get('client-request-id') ?? '', 200);
  const users = signedInUsers(visit);
  const named = users.filter(
    ({ id, username }) => request.who === id || request.who === username.toLowerCase(),
  );
  const [only = users.length === 1 ? users[0] : undefined] = named;
  if (!only && users.length > 1) return choice(visit, request);
  if (only) await endSession(visit, only.id);
  return farewell(visit, request);
}

/** The answer to the choice; what the app asked for comes again with the form. */
export async function submit(visit: Visit): Promise<PageReply> {
  const account = visit.form.get('account') ?? '';
  await endSession(visit, account || undefined);
  return farewell(visit, await readSignOutRequest(visit, visit.form));
}

function farewell({ texts }: Visit, { goesTo, isStrange }: SignOutRequest): PageReply {
  if (isStrange) throw new PageProblem('signOutAddress', 400, 50011);
  if (goesTo !== undefined) return { redirect: goesTo };
  const { title, lead } = texts.signedOut;
  return {
    title,
    body: html`<h1>${title}</h1>
      <p>${lead}</p>`,
  };
}

const repeated = ['post_logout_redirect_uri', 'client_id', 'state', 'id_token_hint'];

function choice(visit: Visit, { goesTo }: SignOutRequest): Page {
  const { signOut } = visit.texts;
  const sent = repeated.flatMap((name) => {
    const value = visit.query.get(name);
    return value === null ? [] : [{ name, value }];
  });
  const body = html`<h1>${signOut.title}</h1>
    <form
      method="post"
      action="${path.replace(':tenant', encodeURIComponent(visit.segment))}"
      class="accounts"
    >
      ${formFields(visit)}
      ${sent.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${signedInUsers(visit).map(
        ({ id, displayName, username }) =>
          html`<button class="account" name="account" value="${id}">
            <strong>${displayName}</strong> <span>${username}</span>
          </button>`,
      )}
      <button class="quiet" name="account" value="">${signOut.all}</button>
    </form>`;
  const leadsTo = goesTo === undefined ? undefined : formTarget(goesTo);
  return { title: signOut.title, body, formTarget: leadsTo };
}
