import type { EmulatorControl, Exchange, Fault } from '@entra-flows/identity-emulator';
import { type AfterFailure, afterFailure, afterFirst, isFailure } from './first-failure.ts';
import type { ScenarioCase } from './each-scenario.ts';

/**
 * Tokens that MSAL renews at once: it does so in their last five minutes.
 *
 * @param times - how many of them; all until the next reset when missing
 */
export const nearlyExpired = (times?: number): Fault => ({
  at: 'token',
  ...(times && { times }),
  answer: { merge: { expires_in: 60 } },
});

/** What a sample did while a scenario was played to it. */
export interface Played<Result> extends AfterFailure {
  result: Result;
  /** What it asked of the emulator meanwhile. */
  exchanges: Exchange[];
}

/**
 * Plays a scenario from now on, and ends it with its first failure where the case has a `pause`.
 *
 * @param act - runs the sample
 * @throws what `act` throws
 */
export async function playScenario<Result>(
  control: EmulatorControl,
  { scenario, pause }: ScenarioCase,
  act: () => Promise<Result>,
): Promise<Played<Result>> {
  const before = (await control.exchanges()).length;
  const over = new AbortController();
  try {
    await control.play(scenario);
    if (pause !== undefined)
      void afterFirst(isFailure, control, over.signal, () => control.withdraw(scenario));
    const result = await act();
    const exchanges = (await control.exchanges()).slice(before);
    return { result, exchanges, ...afterFailure(exchanges) };
  } finally {
    over.abort();
  }
}
