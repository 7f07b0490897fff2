import { randomInt } from 'node:crypto';
import type { AuthenticationMethod } from '../protocol/tokens/authorization.ts';
import { sameSecret } from '../server/secret.ts';
import { requireAllowedAccount, continueSignIn } from './continue-sign-in.ts';
import { type OpenFlow, openPendingFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import type { PageReply, Visit } from './visit.ts';

/**
 * Continues with a user who has just authenticated, by a password or at an AD FS; the browser is
 * signed in with that account from now on.
 *
 * @param userId object id at home
 */
export async function signIn(
  visit: Visit,
  open: OpenFlow,
  userId: string,
  method: AuthenticationMethod,
): Promise<PageReply> {
  const at = visit.state.clock.now();
  const isTracked = false;
  Object.assign(open.flow, { userId, amr: [method], signedInAt: at, isFresh: true, isTracked });
  requireAllowedAccount(visit, open);
  await renewSession(visit);
  await visit.pages.sessions.signIn(visit.session, { userId, amr: [method], at });
  return continueSignIn(visit, open);
}

/** What the browser had before the sign-in may be known to an attacker (session fixation). */
async function renewSession(visit: Visit): Promise<void> {
  const { pages, session: before } = visit;
  Object.assign(visit, visit.renewSession(pages.sessions.stays(before)));
  pages.flows.move(before, visit.session);
  await pages.sessions.move(before, visit.session);
}

/** Notes a second factor, for this sign-in and for later ones of this browser. */
async function stepUp(visit: Visit, open: OpenFlow): Promise<PageReply> {
  const { flow } = open;
  const { home } = requireAllowedAccount(visit, open);
  flow.amr = [...new Set<AuthenticationMethod>([...flow.amr, 'mfa'])];
  const { amr, signedInAt: at, isTracked } = flow;
  const proof = { userId: home.user.id, amr, at, ...(isTracked && { isTracked }) };
  await visit.pages.sessions.signIn(visit.session, proof);
  return continueSignIn(visit, open);
}

/** Milliseconds for which a number or a code is good. */
const lifetime = 5 * 60_000;

/** The number or code of a sign-in: the same one until it is too old. */
export function expectedOf({ state }: Visit, { flow }: OpenFlow, digits: number): string {
  const now = state.clock.now();
  if (flow.secondFactor && now < flow.secondFactor.until) return flow.secondFactor.value;
  const value = String(randomInt(10 ** (digits - 1), 10 ** digits));
  flow.secondFactor = { value, until: now + lifetime };
  return value;
}

/**
 * Checks what the user typed as a second factor, or takes their refusal.
 *
 * @returns undefined when it is wrong
 * @throws PageProblem when it was denied, or wrong too often
 */
export async function checkSecondFactor(
  visit: Visit,
  digits: number,
): Promise<PageReply | undefined> {
  const open = openPendingFlow(visit);
  const { id } = requireAllowedAccount(visit, open).home.user;
  const guesses = visit.pages.secondFactorGuesses;
  if (visit.form.get('answer') === 'deny' || guesses.isBlocked(id)) throw denied();
  const typed = (visit.form.get('number') ?? '').slice(0, 100).replace(/\s/g, '');
  if (!sameSecret(typed, expectedOf(visit, open, digits))) {
    guesses.fail(id);
    if (guesses.isBlocked(id)) throw denied();
    return undefined;
  }
  guesses.forget(id);
  delete open.flow.secondFactor;
  return stepUp(visit, open);
}

const denied = () => new PageProblem('denied', 403, 500121);
