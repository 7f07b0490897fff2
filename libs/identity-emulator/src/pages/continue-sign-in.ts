import { requireAccountInAudience, findUserById, type Account } from '../directory/find-user.ts';
import { EntraError } from '../errors/entra-error.ts';
import { evaluatePolicies, type Verdict } from '../protocol/evaluate-policies.ts';
import { missingScopes } from '../protocol/missing-scopes.ts';
import { answer } from './answer.ts';
import type { OpenFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import type { ProblemName } from './texts/texts.ts';
import type { PageReply, Visit } from './visit.ts';

/**
 * Continues a sign-in once the user is known: with the next question that is open, or the answer.
 *
 * @throws PageProblem for an account that may not be used here, or that a policy blocks
 */
export async function continueSignIn(visit: Visit, open: OpenFlow): Promise<PageReply> {
  const { flow, way, app, contexts } = open;
  const { home, account } = requireAllowedAccount(visit, open);
  const { resource } = open.scopes;
  const { amr, isTracked } = flow;
  const facts = { account, app, resource, flow: way, isTracked, amr, contexts };
  const verdict = evaluatePolicies(facts);
  if (verdict.outcome === 'blocked') {
    // That answers the device too: the same policy blocks its next poll.
    if (way === 'device-code') await answer(visit, open, account);
    throw new PageProblem('blocked', 403, verdict.aadsts);
  }
  const path = nextQuestion({ visit, open, home, account, verdict });
  if (path !== undefined) return { redirect: `${path}?flow=${flow.id}` };
  if (way === 'device-code' && flow.isFresh)
    await visit.pages.sessions.track(visit.session, home.user.id);
  return answer(visit, open, account, verdict.outcome === 'allowed' ? verdict.acrs : []);
}

/** The user as `home` in the tenant of the sign-in, and as `account` in the tenant of the tokens. */
interface AllowedAccount {
  home: Account;
  account: Account;
}

/**
 * The user of a flow, after they authenticated.
 *
 * @throws PageProblem when no user has signed in, or the account may not be used here
 */
export function requireAllowedAccount(
  visit: Visit,
  { flow, audience, app }: OpenFlow,
): AllowedAccount {
  const home = findUserById(visit.state.directory, flow.userId ?? '');
  if (!home || flow.amr.length === 0) throw new PageProblem('lostFlow');
  if (home.user.locked) throw new PageProblem('locked', 403, 50053);
  try {
    return { home, account: requireAccountInAudience(audience, app, home) };
  } catch (error) {
    const problem = error instanceof EntraError && problems[error.code ?? 0];
    if (!problem) throw error;
    throw new PageProblem(problem, 403, error.code, error.message);
  }
}

const problems: Readonly<Record<number, ProblemName>> = { 50020: 'wrongTenant', 50057: 'disabled' };

interface Situation extends AllowedAccount {
  visit: Visit;
  open: OpenFlow;
  verdict: Verdict;
}

/** What may stand between a user and the answer, in the order in which it is asked. */
const questions: { path: string; isOpen: (situation: Situation) => boolean }[] = [
  {
    path: '/signin/new-password',
    isOpen: ({ visit, open, home }) =>
      !open.flow.answered.has('new-password') && visit.state.passwords.isExpired(home.user),
  },
  {
    path: '/signin/one-time-code',
    isOpen: ({ verdict, home }) => verdict.outcome === 'mfa' && home.user.mfa === 'one-time-code',
  },
  {
    path: '/signin/number',
    isOpen: ({ verdict }) => verdict.outcome === 'mfa',
  },
  {
    path: '/devicelogin/confirm',
    isOpen: ({ open }) => open.way === 'device-code' && !open.flow.answered.has('confirm'),
  },
  {
    path: '/signin/stay',
    isOpen: ({ visit, open: { flow, way } }) =>
      way === 'browser' &&
      flow.isFresh &&
      !flow.answered.has('stay') &&
      !visit.pages.sessions.stays(visit.session),
  },
  {
    path: '/signin/consent',
    isOpen: ({ visit, open, account }) =>
      (open.request?.prompt === 'consent' && !open.flow.answered.has('consent')) ||
      missingScopes(visit.state.consents, account, open.app, open.scopes).length > 0,
  },
];

/** The page that asks what is still open; undefined when nothing is. */
const nextQuestion = (situation: Situation): string | undefined =>
  questions.find(({ isOpen }) => isOpen(situation))?.path;
