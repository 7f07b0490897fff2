import { checkPassword } from '../../adfs/sign-in.ts';
import { domainOf, findFederatedAccount } from '../../adfs/federated-domain.ts';
import { requestSecurityTokenResponse, writeToken } from '../../adfs/write-token.ts';
import { findUserById } from '../../directory/find-user.ts';
import { entraAudience } from '../../adfs/saml/assertion.ts';
import { field, formFields, html } from '../html.ts';
import type { OpenFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import { filledPassword, practiceHint } from '../practice-password.ts';
import type { Page, PageReply, Visit } from '../visit.ts';
import { path as entraPath } from './login-srf.ts';

/** The sign-in page of the AD FS (WS-Federation 1.2, 13.1). */
export const path = '/adfs/ls';

/** Where a federated user signs in; undefined for all other users. */
export function awayToAdfs({ state, query }: Visit, { flow }: OpenFlow): PageReply | undefined {
  const username = findUserById(state.directory, flow.userId ?? '')?.user.username ?? '';
  if (!findFederatedAccount(state.directory, username)) return undefined;
  // The practice account that was clicked has its password filled in there.
  return { redirect: signInAddress(flow.id, username, query.get('fill') === '1') };
}

function signInAddress(wctx: string, username: string, isFilled: boolean): string {
  const parameters = { wa: 'wsignin1.0', wtrealm: entraAudience, wctx, username };
  const query = new URLSearchParams({ ...parameters, ...(isFilled && { fill: '1' }) });
  return `${path}/?${query.toString()}`;
}

export function show(visit: Visit): Page {
  return page(visit, visit.query.get('username')?.slice(0, 200) ?? '');
}

/** Checks the password, and sends the browser to Entra with an assertion. */
export async function submit(visit: Visit): Promise<Page> {
  const username = visit.form.get('username')?.slice(0, 200) ?? '';
  const account = checkPassword(visit.state, username, visit.form.get('password') ?? '');
  if (!account) return page(visit, username, visit.texts.adfs.wrong);
  const token = await writeToken(visit.state, account, 'password');
  const result = requestSecurityTokenResponse('2005', token).text;
  const { adfs } = visit.texts;
  const body = html`<h1>${adfs.continueSignIn}</h1>
    <form method="post" action="${entraPath}">
      ${formFields(visit, contextOf(visit))}
      <input type="hidden" name="wa" value="wsignin1.0" />
      <input type="hidden" name="wresult" value="${result}" />
      <button>${visit.texts.next}</button>
    </form>
    <script src="/send-form.js"></script>`;
  return { title: adfs.continueSignIn, body, hasScript: true };
}

/** The `wctx` for Entra: the flow, which must belong to this browser. @throws PageProblem */
function contextOf({ pages, session, form, query }: Visit): string {
  const flow = pages.flows.find(session, form.get('flow') ?? query.get('wctx') ?? '');
  if (!flow) throw new PageProblem('lostFlow');
  return flow.id;
}

function page(visit: Visit, username: string, error?: string): Page {
  const { adfs, errorPrefix, password, username: name, otherAccount } = visit.texts;
  const flow = contextOf(visit);
  const user = findFederatedAccount(visit.state.directory, username)?.user;
  const filled = filledPassword(visit, user);
  const title = adfs.title(domainOf(username) || 'AD FS');
  const body = html`<h1>${title}</h1>
    <p>${adfs.lead}</p>
    <form method="post" action="${path}">
      ${formFields(visit, flow)}
      ${field({
        name: 'username',
        label: name.label,
        value: username,
        autocomplete: 'username',
        isFirst: username === '',
      })}
      ${field({
        name: 'password',
        label: password.label,
        type: 'password',
        ...(filled !== undefined && { value: filled }),
        autocomplete: 'current-password',
        isFirst: username !== '',
        error,
      })}
      ${practiceHint(visit, user, filled === undefined ? signInAddress(flow, username, true) : undefined)}
      <button>${password.submit}</button>
    </form>
    <p><a href="/signin/username?flow=${flow}">${otherAccount}</a></p>`;
  const status = error === undefined ? 200 : 400;
  return { status, title: `${error === undefined ? '' : errorPrefix}${title}`, body };
}
