import { compactVerify } from 'jose';
import { isRegistered } from '../../directory/find-redirect-uri.ts';
import { formTarget } from '../authorize/send-back.ts';
import { formFields, html, outcomeSign } from '../html.ts';
import { PageProblem } from '../page-problem.ts';
import { signedInUsers } from '../signed-in-accounts.ts';
import { type Page, type PageReply, recordVisit, type Visit } from '../visit.ts';

export const path = '/:tenant/oauth2/v2.0/logout';

/**
 * The end-session endpoint: ends the session of this browser. Of several accounts the user
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
    body: html`${outcomeSign(true)}
      <h1>${title}</h1>
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

/** What an app asked the end-session endpoint for, checked. */
interface SignOutRequest {
  /** Where the browser goes afterwards, with the `state` of the app; undefined when it stays. */
  goesTo: string | undefined;
  /** Whether the app wanted it at an address that is not registered. */
  isStrange: boolean;
  /** User name or object id of the account to sign out. */
  who: string | undefined;
}

/**
 * Reads `post_logout_redirect_uri`, `logout_hint`, `id_token_hint`, `client_id` and `state`.
 *
 * @param parameters of the query, or of the form that repeats it
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
async function readSignOutRequest(
  visit: Visit,
  parameters: URLSearchParams,
): Promise<SignOutRequest> {
  const hint = await readIdToken(visit, parameters.get('id_token_hint') ?? '');
  const address = parameters.get('post_logout_redirect_uri') ?? '';
  const clientId = hint['aud'] ?? parameters.get('client_id') ?? undefined;
  const isKnown = isOfApp(visit, address, clientId);
  const who = parameters.get('logout_hint') || hint['preferred_username'] || hint['oid'];
  return {
    goesTo: isKnown ? withState(address, parameters.get('state')) : undefined,
    isStrange: address !== '' && !isKnown,
    who: who?.toLowerCase(),
  };
}

/** Of the app that is named, else of any app: the address is all that Entra looks at. */
function isOfApp({ state }: Visit, address: string, clientId?: string): boolean {
  const apps = state.directory.tenants.flatMap((tenant) => tenant.apps);
  return apps.some(
    (app) =>
      (clientId === undefined || app.clientId === clientId.toLowerCase()) &&
      isRegistered(app, address),
  );
}

function withState(address: string, state: string | null): string {
  const url = new URL(address);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}

/** The claims of a token of ours, expired or not; none of any other text. */
async function readIdToken({ state }: Visit, token: string): Promise<Record<string, string>> {
  try {
    const { payload } = await compactVerify(token, state.signingKey.publicKey);
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts) as Record<string, string>;
  } catch {
    return {};
  }
}

/**
 * Signs a browser out, of what it has begun in other tabs too.
 *
 * @param userId object id at home; all accounts when absent
 */
export async function endSession({ pages, session }: Visit, userId?: string): Promise<void> {
  pages.flows.signOut(session, userId);
  await pages.sessions.signOut(session, userId);
}
