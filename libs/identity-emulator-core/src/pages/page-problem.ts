import { html, type Html } from './html.ts';
import type { ProblemName } from './texts.ts';
import type { Page, Visit } from './visit.ts';

/** Ends a step with a page that says what is wrong and what to do. */
export class PageProblem extends Error {
  readonly status: number;
  readonly problem: ProblemName;
  /** The AADSTS number that Entra's page would show. */
  readonly code: number | undefined;

  constructor(problem: ProblemName, status = 400, code?: number) {
    super(problem);
    this.name = 'PageProblem';
    this.problem = problem;
    this.status = status;
    this.code = code;
  }
}

export function problemPage({ problem, status, code }: PageProblem, visit: Visit): Page {
  const { title, lead } = visit.texts.problems[problem];
  const time = `${new Date(visit.state.clock.now()).toISOString().slice(0, 19)}Z`;
  const details = code === undefined ? time : `AADSTS${code} · ${time}`;
  const body = html`<h1>${title}</h1>
    <p>${lead}</p>
    <p>${wayOut(problem, visit)}</p>
    <p class="details">${visit.texts.problemDetails}:<br />${details}</p>`;
  return { status, title, body };
}

/** Where only the account was wrong, the code is still good. */
function wayOut(problem: ProblemName, { form, query, texts }: Visit): Html {
  const flow = form.get('flow') ?? query.get('flow');
  const isAccount = problem === 'disabled' || problem === 'wrongTenant';
  return isAccount && flow
    ? html`<a class="button" href="/devicelogin/username?flow=${flow}">${texts.otherAccount}</a>`
    : html`<a class="button" href="/devicelogin">${texts.startAgain}</a>`;
}
