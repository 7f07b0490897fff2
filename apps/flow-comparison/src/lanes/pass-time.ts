import { type EmulatorControl, findScenario } from '@entra-flows/identity-emulator';
import type { StageMessage } from '../messages.ts';
import type { NewEvent } from './join-events.ts';

/** ms from a code on the screen until its time passes: its first poll is over, and the user has not typed it. */
const after = 400;

/** The clock of a lane's emulator, and with it the lifetime of codes and tokens, goes ahead. */
export const clockEvent = (seconds: number): NewEvent => ({
  ...{ source: 'stage', kind: 'clock', from: 'authority', to: 'authority' },
  note: { seconds },
});

/** Seconds by which a scenario has the clock ahead. */
export const secondsAhead = (scenario: string | undefined): number =>
  (scenario === undefined ? [] : (findScenario(scenario)?.steps ?? [])).reduce(
    (sum, step) => sum + ('advanceClock' in step ? step.advanceClock : 0),
    0,
  );

/**
 * Moves the emulator's clock ahead once a lane shows a code; a next code has its own time.
 *
 * @param how.seconds - 0: time goes on as ever
 * @param how.passed - called when the clock has moved
 * @param say - gets what the lane tells
 * @returns what to tell it by
 */
export function passTime(
  control: Pick<EmulatorControl, 'advanceClock'>,
  { seconds = 0, passed }: { seconds?: number | undefined; passed: (seconds: number) => void },
  say: (message: StageMessage) => void,
): (message: StageMessage) => void {
  let isOver = seconds === 0;
  const pass = () => control.advanceClock(seconds).then(() => passed(seconds));
  return (message) => {
    say(message);
    if (isOver || message.type !== 'event' || message.event.kind !== 'show-code') return;
    isOver = true;
    // An emulator that is gone is told elsewhere.
    setTimeout(() => void pass().catch(() => {}), after);
  };
}
