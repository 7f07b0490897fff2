import { missingScopes } from '../protocol/missing-scopes.ts';
import type { Verdict } from '../protocol/evaluate-policies.ts';
import type { Admitted } from './admit.ts';
import type { OpenFlow } from './open-flow.ts';
import type { Visit } from './visit.ts';

interface Situation extends Admitted {
  visit: Visit;
  open: OpenFlow;
  verdict: Verdict;
}

/** What may stand between a person and the answer, in the order in which it is asked. */
const questions: { path: string; isOpen: (situation: Situation) => boolean }[] = [
  {
    path: '/signin/new-password',
    isOpen: ({ visit, home }) => visit.state.passwords.isExpired(home.user),
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
      !visit.state.sessions.stays(visit.session),
  },
  {
    path: '/signin/consent',
    isOpen: ({ visit, open, person }) =>
      (open.request?.prompt === 'consent' && !open.flow.answered.has('consent')) ||
      missingScopes(visit.state.consents, person, open.app, open.scopes).length > 0,
  },
];

/** The page that asks what is still open; undefined when nothing is. */
export const nextQuestion = (situation: Situation): string | undefined =>
  questions.find(({ isOpen }) => isOpen(situation))?.path;
