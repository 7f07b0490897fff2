import type { Clock } from '../server/clock.ts';
import { attempts, type Attempts } from '../server/attempts.ts';
import { signInFlows, type SignInFlows } from './sign-in-flows.ts';

/** What the pages remember between two requests. */
export interface PagesState {
  flows: SignInFlows;
  /** RFC 8628 5.1: guesses of user codes, of one browser session and of all together. */
  codeGuesses: Attempts;
  allCodeGuesses: Attempts;
  /** Wrong passwords of one account. */
  passwordGuesses: Attempts;
  /** Wrong numbers and one-time codes of one account. */
  secondFactorGuesses: Attempts;
}

export const createPagesState = (clock: Clock): PagesState => ({
  flows: signInFlows(clock),
  codeGuesses: attempts(clock, 10, 10 * 60_000),
  allCodeGuesses: attempts(clock, 100, 10 * 60_000),
  passwordGuesses: attempts(clock, 10, 60_000),
  secondFactorGuesses: attempts(clock, 5, 10 * 60_000),
});
