import type { EmulatorState } from '../emulator-state.ts';
import { ControlError } from '../control/check-value.ts';
import { findStory, stories } from './catalogue.ts';

/**
 * Lets a story happen until it is withdrawn; a clock that was moved and sessions that were ended
 * stay so.
 *
 * @param label to withdraw it by; playing under the same label again replaces the earlier story
 * @throws ControlError that names the stories, when there is no such one
 */
export async function playStory(state: EmulatorState, name: string, label = name): Promise<void> {
  const story = findStory(name);
  if (!story) throw unknownStory(name);
  state.scenarios.withdraw(label);
  state.scenarios.add(
    ...story.steps.flatMap((step) => ('inject' in step ? { ...step.inject, name: label } : [])),
  );
  for (const step of story.steps) {
    if ('advanceClock' in step) state.clock.advance(step.advanceClock);
    if ('endSessions' in step) await endSessions(state);
  }
}

async function endSessions({ refreshTokens, sessions }: EmulatorState): Promise<void> {
  await Promise.all([refreshTokens.revokeAll(), sessions.signOutAll()]);
}

/** The error for a name that is not in the catalogue. */
export function unknownStory(name: unknown): ControlError {
  const names = stories.map((story) => story.name).join(', ');
  return new ControlError(
    `There is no story ${JSON.stringify(String(name).slice(0, 60))}. ` +
      `Take AADSTS and a number, or one of: ${names}.`,
  );
}
