import { randomUUID } from 'node:crypto';
import { findUserById } from '../directory/find-user.ts';
import { html, type Html, outcomeSign } from './html.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { ProblemName } from './texts/texts.ts';
import type { Page, Visit } from './visit.ts';

/** Ends a step with a page that says what is wrong and what to do. */
export class PageProblem extends Error {
  readonly status: number;
  readonly problem: ProblemName;
  /** The AADSTS number that Entra's page would show. */
  readonly code: number | undefined;
  /** The sentence that Entra adds to the number. */
  readonly detail: string | undefined;

  constructor(problem: ProblemName, status = 400, code?: number, detail?: string) {
    super(problem);
    this.name = 'PageProblem';
    this.problem = problem;
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export function problemPage({ problem, status, code, detail }: PageProblem, visit: Visit): Page {
  const { title, lead } = visit.texts.problems[problem];
  const isDone = problem === 'signOutAddress';
  const body = html`${outcomeSign(isDone)}
    <h1>${title}</h1>
    <p>${lead}</p>
    ${recoveryLinks(visit, problem)} ${supportDetails(visit, code, detail)}`;
  return { status, title, body };
}

/** What a user reads out to support, as on Entra's pages. */
export function supportDetails(visit: Visit, code?: number, detail?: string): Html {
  const { details } = visit.texts;
  const time = `${new Date(visit.state.clock.now()).toISOString().slice(0, 19)}Z`;
  return html`<section class="details">
    <h2>${details.title}</h2>
    ${code !== undefined && html`<p lang="en">AADSTS${code}${detail ? `: ${detail}` : ''}</p>`}
    <dl>
      <dt>${details.correlationId}</dt>
      <dd><code>${correlationId(visit)}</code></dd>
      <dt>${details.time}</dt>
      <dd><code>${time}</code></dd>
    </dl>
  </section>`;
}

/** The app's own, where it sent one. */
function correlationId(visit: Visit): string {
  const { goal } = flowOf(visit) ?? {};
  if (goal && 'correlationId' in goal) return goal.correlationId;
  const sent = visit.query.get('client-request-id') ?? '';
  return /^[\da-f-]{36}$/i.test(sent) ? sent : randomUUID();
}

/** Problems that another account may not have. */
const ofAccount: readonly ProblemName[] = [
  'disabled',
  'locked',
  'wrongTenant',
  'blocked',
  'denied',
  'federation',
];

/** After a problem of the account the sign-in can continue; a problem of the app ends it. */
function recoveryLinks(visit: Visit, problem: ProblemName): Html | undefined {
  const { texts } = visit;
  if (problem === 'app' || problem === 'signOutAddress') return undefined;
  if (problem === 'notFound' || problem === 'fault')
    return html`<p><a class="button" href="/">${texts.startPage}</a></p>`;
  const flow = flowOf(visit);
  // The device was answered already, and another code would be refused too.
  if (problem === 'ended' || (problem === 'blocked' && flow && 'codeId' in flow.goal))
    return undefined;
  if (!flow || !ofAccount.includes(problem))
    return html`<p><a class="button" href="/devicelogin">${texts.startAgain}</a></p>`;
  const asksAgain = problem === 'denied';
  return html`${asksAgain && again(visit, flow)}
    <p>
      <a class="button${asksAgain ? ' quiet' : ''}" href="/signin/username?flow=${flow.id}"
        >${texts.otherAccount}</a
      >
    </p>`;
}

/** The sign-in that a page belongs to, if it is under way. */
export const flowOf = ({ pages, session, form, query }: Visit): SignInFlow | undefined =>
  pages.flows.find(session, form.get('flow') ?? query.get('flow') ?? '');

/** Asks the same phone once more. */
function again({ state, texts }: Visit, { id, userId = '' }: SignInFlow): Html {
  const mfa = findUserById(state.directory, userId)?.user.mfa;
  const page = mfa === 'one-time-code' ? 'one-time-code' : 'number';
  return html`<p>
    <a class="button" href="/signin/${page}?flow=${id}">${texts.secondFactor.again}</a>
  </p>`;
}
