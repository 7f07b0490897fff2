import { randomInt } from 'node:crypto';
import { sameSecret } from '../server/secret.ts';
import { admit } from './admit.ts';
import { openPendingFlow, type OpenFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import { stepUp } from './sign-in.ts';
import type { PageReply, Visit } from './visit.ts';

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
 * Takes what was typed for a second factor, or that its owner denies.
 *
 * @returns undefined when it is wrong
 * @throws PageProblem when it was denied, or wrong too often
 */
export async function checkSecondFactor(
  visit: Visit,
  digits: number,
): Promise<PageReply | undefined> {
  const open = openPendingFlow(visit);
  const { id } = admit(visit, open).home.user;
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
