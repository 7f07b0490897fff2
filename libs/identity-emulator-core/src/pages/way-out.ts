import { findUserById } from '../directory/find-user.ts';
import { html, type Html } from './html.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { ProblemName } from './texts/texts.ts';
import type { Visit } from './visit.ts';

/** Problems that another account may not have. */
const ofAccount: readonly ProblemName[] = [
  'disabled',
  'locked',
  'wrongTenant',
  'blocked',
  'denied',
  'federation',
];

/** Where only the account was wrong, the sign-in goes on; where the app was, nobody here can mend it. */
export function wayOut(visit: Visit, problem: ProblemName): Html | undefined {
  const { texts } = visit;
  if (problem === 'app' || problem === 'signOutAddress') return undefined;
  const flow = flowOf(visit);
  // A policy has answered the device already.
  const isOver = problem === 'blocked' && flow && 'codeId' in flow.goal;
  if (!flow || isOver || !ofAccount.includes(problem))
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
