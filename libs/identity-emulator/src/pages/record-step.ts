import { findUserById } from '../directory/find-user.ts';
import { timesOf } from '../server/describe-exchange.ts';
import type { Outcome } from '../server/reply.ts';
import { fingerprint } from '../server/secret.ts';
import { shownFields } from '../server/shown-fields.ts';
import type { Actor, NewStep, Screen, StepKind } from '../server/trace-step.ts';
import { flowOf, type PageProblem } from './page-problem.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { Page, PageReply, Visit } from './visit.ts';

/** A request of a browser, as far as its step tells. */
export interface PageRequest {
  method: 'GET' | 'POST';
  /** As the step has it, with `:tenant` in it. */
  path: string;
  /** By `performance.now()`; 0 where nobody read steps yet. */
  began: number;
  /** The sign-in before the request: its answer may end it. */
  flow: SignInFlow | undefined;
  /** Whether the request itself was told, before its answer. */
  isTold?: boolean;
}

/** Notes how a request began, if somebody reads steps. */
export function beginPageStep(visit: Visit, method: 'GET' | 'POST', path: string): PageRequest {
  const { isRead } = visit.state.exchanges.steps;
  const request: PageRequest = isRead
    ? { method, path, began: performance.now(), flow: flowOf(visit) }
    : { method, path, began: 0, flow: undefined };
  visit.request = request;
  return request;
}

/** Tells a request before its answer: a scripted user does more before that comes. */
export function addRequestStep(visit: Visit, reply: PageReply): void {
  const { request } = visit;
  if (!request || !visit.state.exchanges.steps.isRead || !('redirect' in reply)) return;
  if (reply.toApp) return;
  request.isTold = true;
  addSteps(visit, request, reply, undefined, kindOf(visit, request));
}

/** Answers that were told: that of a scripted user's last page answers the app's first request, too. */
const told = new WeakSet<PageReply>();

/**
 * Tells those who read steps what the user did, which page they saw then, and that the browser was sent
 * back to the app.
 */
export function addPageSteps(
  visit: Visit,
  request: PageRequest,
  reply: PageReply,
  problem?: PageProblem,
): void {
  if (!visit.state.exchanges.steps.isRead || told.has(reply)) return;
  told.add(reply);
  addSteps(visit, request, reply, problem, request.isTold ? undefined : kindOf(visit, request));
}

function addSteps(
  visit: Visit,
  request: PageRequest,
  reply: PageReply,
  problem: PageProblem | undefined,
  kind: StepKind | undefined,
): void {
  const { steps } = visit.state.exchanges;
  const flow = request.flow ?? flowIn(visit, reply);
  const cause = causeOf(visit, request, flow);
  const key = flow && `flow ${flow.id}`;
  const base = { ...exchangeOf(visit, request, flow, reply, problem), ...whose(visit, flow) };
  let last = steps.causeOf(cause);
  const add = (
    step: Partial<NewStep> & Pick<NewStep, 'kind' | 'from' | 'to'>,
    leadsTo?: string,
  ) => {
    const causedBy = last === undefined ? {} : { causedBy: last };
    last = steps.add({ ...base, ...causedBy, ...step }, key, leadsTo);
  };
  const own = request.path.startsWith('/adfs/') ? ('adfs' as const) : ('authority' as const);
  if (kind) add({ kind, ...wayOf(kind, own), parameters: sentBy(visit, request) });
  // A fault took the place of the answer.
  if ('outcome' in reply) return;
  const { toApp } = reply;
  if (toApp) {
    const { address, parameters } = toApp;
    const code = parameters['code'];
    const answer = shownFields([['redirect_uri', address], ...Object.entries(parameters)]);
    const failed = parameters['error'] === undefined ? {} : { error: parameters['error'] };
    add(
      { kind: 'redirect', from: own, to: 'app', parameters: {}, answer, ...failed },
      code === undefined ? undefined : fingerprint(code),
    );
  } else if (!('redirect' in reply)) {
    const answerBytes = Buffer.byteLength(reply.body.text);
    add({
      kind: 'page',
      from: own,
      to: 'browser',
      parameters: {},
      answerBytes,
      screen: screenOf(reply),
    });
  }
}

function exchangeOf(
  { state, segment, form, query }: Visit,
  { method, path, began }: PageRequest,
  flow: SignInFlow | undefined,
  reply: PageReply,
  problem: PageProblem | undefined,
): Omit<NewStep, 'kind' | 'from' | 'to'> {
  const isFault = 'outcome' in reply;
  const isPage = !('redirect' in reply) && !isFault;
  const aadsts = problem?.code ?? (isPage ? reply.aadsts : undefined);
  const goal = flow?.goal;
  const app = goal && 'app' in goal ? goal.app.clientId : undefined;
  return {
    at: new Date(state.clock.now()).toISOString(),
    endpoint: path.includes(':tenant') ? (path.split('/').at(-1) ?? '') : 'page',
    method,
    path: path.replace(':tenant', segment),
    status: isPage ? (reply.status ?? 200) : isFault ? statusOf(reply.outcome) : 303,
    ...(app !== undefined && { clientId: app }),
    ...(goal && 'correlationId' in goal && { correlationId: goal.correlationId }),
    ...timesOf(began),
    ...(aadsts !== undefined && { code: `AADSTS${aadsts}` }),
    requestBytes: (method === 'POST' ? form : query).toString().length,
    answerBytes: 0,
    parameters: {},
    answer: {},
  };
}

const statusOf = (outcome: Outcome): number => (typeof outcome === 'string' ? 0 : outcome.status);

function whose({ state }: Visit, flow: SignInFlow | undefined): { username?: string } {
  const username = findUserById(state.directory, flow?.userId ?? '')?.user.username;
  return username === undefined ? {} : { username };
}

/** A sign-in that this request began: the next page names it. */
function flowIn({ pages, session }: Visit, reply: PageReply): SignInFlow | undefined {
  if (!('redirect' in reply)) return undefined;
  const id = /[?&](?:flow|wctx)=([^&]*)/.exec(reply.redirect)?.[1];
  return id === undefined ? undefined : pages.flows.find(session, id);
}

/** The step before it in the same sign-in; at its start, the app's own request. */
function causeOf(
  { query }: Visit,
  { flow: known }: PageRequest,
  flow: SignInFlow | undefined,
): string | undefined {
  if (known) return `flow ${known.id}`;
  if (flow && 'codeId' in flow.goal) return flow.goal.codeId;
  return `call ${query.get('client-request-id')}`;
}

const posted: Readonly<Record<string, StepKind>> = {
  '/devicelogin': 'code-typed',
  '/signin/account': 'account',
  '/signin/username': 'account',
  '/signin/password': 'password',
  '/adfs/ls': 'password',
  '/login.srf': 'assertion',
  '/signin/new-password': 'new-password',
  '/signin/number': 'mfa',
  '/signin/one-time-code': 'mfa',
  '/devicelogin/confirm': 'confirm',
  '/signin/stay': 'stay',
  '/signin/consent': 'consent',
  '/signin/cancel': 'cancel',
};

/** Buttons by which a user declines on a page that has another one, too. */
const declining: ReadonlySet<string | null> = new Set(['cancel', 'deny']);

function kindOf({ form }: Visit, { method, path }: PageRequest): StepKind | undefined {
  if (method === 'POST' && declining.has(form.get('answer'))) return 'cancel';
  if (method === 'POST') return posted[path] ?? 'other';
  if (/authorize|adminconsent/.test(path)) return 'authorize';
  return path.endsWith('/logout') ? 'sign-out' : undefined;
}

function wayOf(kind: StepKind, to: Actor): Pick<NewStep, 'from' | 'to'> {
  const isBrowser = kind === 'authorize' || kind === 'sign-out' || kind === 'assertion';
  return { from: isBrowser ? 'browser' : 'user', to };
}

/** Without what only says which browser and which sign-in. */
const unsaid = ['form_token', 'flow', 'wresult'];

const sentBy = ({ form, query }: Visit, { method }: PageRequest): Record<string, string> =>
  shownFields([...(method === 'POST' ? form : query)].filter(([name]) => !unsaid.includes(name)));

/** Practice passwords are for the user at the page, and not for an audience. */
function screenOf({ title, body }: Page): Screen {
  const html = body.text
    .replace(/<!--practice-->[^]*?<!--\/practice-->/g, '')
    .replace(/<script[^]*?<\/script>/g, '')
    .replace(/<input type="hidden"[^>]*>/g, '')
    .replace(/<input[^>]* hidden\s*\/>/g, '')
    .replace(/(<input[^>]*type="password"[^>]*?)\s+value="[^"]*"/g, '$1')
    .replace(/\s(?:href|action)="[^"]*"/g, '')
    .replace(/\n\s*/g, '\n')
    .trim();
  return { title, html };
}
