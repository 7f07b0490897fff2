import type { EmulatorControl, Exchange, Fault } from '@entra-flows/identity-emulator';
import { type AfterFailure, afterFailure, afterFirst, isFailure } from './first-failure.ts';
import type { StoryMeeting } from './meet-all.ts';

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
 * Plays a scenario from now on, and ends it with its first failure where the meeting has a `pause`.
 *
 * @param act - the sample's own way to meet it
 * @throws what `act` throws
 */
export async function playScenario<Result>(
  control: EmulatorControl,
  { story, pause }: StoryMeeting,
  act: () => Promise<Result>,
): Promise<Played<Result>> {
  const before = (await control.exchanges()).length;
  const over = new AbortController();
  try {
    await control.play(story);
    if (pause !== undefined)
      void afterFirst(isFailure, control, over.signal, () => control.withdraw(story));
    const result = await act();
    const exchanges = (await control.exchanges()).slice(before);
    return { result, exchanges, ...afterFailure(exchanges) };
  } finally {
    over.abort();
  }
}
