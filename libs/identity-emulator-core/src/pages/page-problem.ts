import { html, type Html } from './html.ts';
import type { ProblemName } from './texts.ts';
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
  const time = `${new Date(visit.state.clock.now()).toISOString().slice(0, 19)}Z`;
  const details =
    code === undefined ? time : `AADSTS${code}${detail ? `: ${detail}` : ''} · ${time}`;
  const body = html`<h1>${title}</h1>
    <p>${lead}</p>
    <p>${wayOut(problem, visit)}</p>
    <p class="details">${visit.texts.problemDetails}:<br />${details}</p>`;
  return { status, title, body };
}

/** Where only the account was wrong, the sign-in goes on; where the app was, nobody here can mend it. */
function wayOut(problem: ProblemName, { form, query, texts }: Visit): Html | undefined {
  if (problem === 'app') return undefined;
  const flow = form.get('flow') ?? query.get('flow');
  const isAccount = problem === 'disabled' || problem === 'wrongTenant';
  return isAccount && flow
    ? html`<a class="button" href="/signin/username?flow=${flow}">${texts.otherAccount}</a>`
    : html`<a class="button" href="/devicelogin">${texts.startAgain}</a>`;
}
