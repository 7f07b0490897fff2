import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceCode } from '../protocol/device-codes.ts';
import type { ProtocolState } from '../protocol/protocol-state.ts';
import { fingerprint, newSecret } from '../server/secret.ts';
import { memoryJournal } from '../server/storage/journal.ts';
import { type Answer, answerVisit } from './answer-visit.ts';
import type { BrowserSession } from './browser-session.ts';
import { continueSignIn } from './continue-sign-in.ts';
import { hiddenFields } from './hidden-fields.ts';
import { openPendingFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import { addRequestStep } from './record-step.ts';
import { Sessions } from './sessions.ts';
import { expectedOf, signIn } from './sign-in.ts';
import { signInFlows } from './sign-in-flows.ts';
import { signedInAccounts } from './signed-in-accounts.ts';
import { steps } from './steps.ts';
import { texts } from './texts/texts.ts';
import type { PageReply, PagesState, UserPlan, Visit } from './visit.ts';

/** Far more than any sign-in has. */
const mostPages = 30;

/**
 * Goes from page to page as a user with a browser would, by the functions that serve the pages: what a
 * policy, a locked account or a missing consent does to a user, it does here.
 *
 * @param from the visit that led to the first page; the session cookie goes on with it
 * @param first where it leads
 * @returns the last answer: to the app, a page that asks nothing, or the page that the user left
 * @throws PageProblem for a page that says what is wrong
 */
export async function walkPages(
  from: Visit,
  plan: UserPlan,
  first: PageReply,
  userCode = '',
): Promise<PageReply> {
  addRequestStep(from, first);
  let visit = plan.language ? { ...from, texts: texts[plan.language] } : from;
  let reply = first;
  for (let page = 0; page < mostPages; page += 1) {
    if (!('redirect' in reply) || reply.toApp) return reply;
    const { pathname, searchParams } = new URL(reply.redirect, 'http://localhost');
    const step = stepAt(pathname);
    visit = { ...visit, segment: '', query: searchParams, form: new URLSearchParams() };
    reply = await answerVisit(visit, 'GET', step.path, step.show);
    if ('redirect' in reply || 'outcome' in reply) continue;
    if (reply.aadsts !== undefined && plan.declines !== 'at-once')
      throw new PageProblem('denied', reply.status, reply.aadsts);
    const next = actOn(step.path, { visit, plan, userCode });
    if (!next) return reply;
    if (plan.stepMs) await delay(plan.stepMs, undefined, { ref: false });
    if (plan.signal?.aborted) return reply;
    ({ visit, reply } = await submit(visit, next));
    if (!('redirect' in reply) && !('outcome' in reply) && reply.aadsts !== undefined)
      throw new PageProblem('denied', reply.status, reply.aadsts);
  }
  throw new Error('a scripted user walks in a circle');
}

/** What a user does on a page: fills in its form, follows a link, or what has no form. */
type Act =
  | { path: string; fields: Record<string, string> }
  | { path: string; does: Answer }
  | { link: string };

async function submit(visit: Visit, act: Act): Promise<{ visit: Visit; reply: PageReply }> {
  if ('link' in act) return { visit, reply: { redirect: act.link } };
  const fields = 'fields' in act ? act.fields : {};
  const form = { form_token: visit.formToken, flow: flowIdOf(visit), ...fields };
  const sent = { ...visit, query: new URLSearchParams(), form: new URLSearchParams(form) };
  const does = 'does' in act ? act.does : (stepAt(act.path).submit ?? notThere);
  const reply = await answerVisit(sent, 'POST', act.path, does);
  const isSelfSending = !('redirect' in reply) && !('outcome' in reply) && reply.hasScript;
  if (!isSelfSending || reply.toApp) return { visit: sent, reply };
  // The AD FS sends the browser back with its assertion.
  const { form_token: _, ...back } = hiddenFields(reply.body.text);
  return submit({ ...sent, form: new URLSearchParams() }, { path: '/login.srf', fields: back });
}

/** The AD FS has another name for it. */
const flowIdOf = ({ query }: Visit): string => query.get('flow') ?? query.get('wctx') ?? '';

function stepAt(path: string) {
  const plain = path.replace(/(?<=.)\/$/, '');
  const step = steps.find((one) => one.path === plain);
  if (!step) throw new PageProblem('notFound', 404);
  return step;
}

const notThere = (): never => {
  throw new PageProblem('notFound', 404);
};

interface Situation {
  visit: Visit;
  plan: UserPlan;
  userCode: string;
}

/** What the scripted user does on each page; nothing on those that ask nothing. */
function actOn(path: string, { visit, plan, userCode }: Situation): Act | undefined {
  if (path === '/devicelogin') return { path, fields: { code: userCode } };
  if (!asking.has(path)) return undefined;
  const query = new URLSearchParams({ flow: flowIdOf(visit) });
  const open = openPendingFlow({ ...visit, query });
  if (plan.declines === 'at-once' && open.request) return { path: '/signin/cancel', fields: {} };
  const { user } = plan.account;
  const fill = (fields: Record<string, string>): Act => ({ path, fields });
  const link = `/signin/username?flow=${open.flow.id}`;
  switch (path) {
    case '/signin/account': {
      const known = signedInAccounts(visit, open).some(({ userId }) => userId === user.id);
      return fill({ account: known ? user.id : '' });
    }
    case '/signin/username':
      return fill({ username: user.username });
    case '/signin/password':
      if (open.flow.userId !== user.id) return { link };
      // A visitor of the page gave this user another password, which the script knows too.
      return visit.state.passwords.isChanged(user)
        ? { path, does: (sent) => signIn(sent, openPendingFlow(sent), user.id, 'pwd') }
        : fill({ password: user.password });
    case '/adfs/ls':
      return open.flow.userId === user.id
        ? fill({ username: user.username, password: user.password })
        : { link };
    case '/signin/new-password':
      return { path, does: keepPassword };
    case '/signin/number':
    case '/signin/one-time-code': {
      const number = expectedOf(visit, open, path === '/signin/number' ? 2 : 6);
      return fill({ number, answer: plan.declines === 'second-factor' ? 'deny' : 'approve' });
    }
    case '/devicelogin/confirm':
      return fill({ answer: plan.declines === 'at-once' ? 'cancel' : 'continue' });
    case '/signin/stay':
      return fill({ answer: 'no' });
    default:
      return fill({ answer: plan.declines === 'consent' ? 'cancel' : 'accept' });
  }
}

/** Pages with a question of a sign-in. */
const asking = new Set(
  ['account', 'username', 'password', 'new-password', 'number', 'one-time-code', 'stay', 'consent']
    .map((name) => `/signin/${name}`)
    .concat('/adfs/ls', '/devicelogin/confirm'),
);

/** The directory stays as it is: the next run has to find the same user. */
function keepPassword(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  open.flow.answered.add('new-password');
  return continueSignIn(visit, open);
}

/** Lets the scripted user answer a device code, in a browser of their own that is closed then. */
export async function answerDeviceCode(
  state: ProtocolState,
  pages: PagesState,
  code: DeviceCode,
  plan: UserPlan,
): Promise<void> {
  const { clock } = state;
  const visit: Visit = {
    state,
    pages: { ...pages, sessions: new Sessions(memoryJournal(), clock), flows: signInFlows(clock) },
    addresses: state.addressesFor(),
    texts: texts.en,
    ...newSession(),
    segment: '',
    query: new URLSearchParams(),
    form: new URLSearchParams(),
  };
  try {
    await walkPages(visit, plan, { redirect: '/devicelogin' }, code.userCode);
  } catch (error) {
    if (!(error instanceof PageProblem)) state.reportFault(error);
  }
  if (plan.signal?.aborted) return;
  // Where a page lets the user go no further, they give up.
  await state.deviceCodes.decide(code, 'declined');
}

function newSession(): BrowserSession {
  const secret = newSecret();
  return {
    session: fingerprint(`session ${secret}`),
    formToken: fingerprint(`form ${secret}`),
    keepSession: () => {},
    renewSession: newSession,
  };
}
