import type { EmulatorControl } from '@entra-flows/identity-emulator';
import type { StageMessage } from '../messages.ts';

/** ms from a code on the screen until its time passes: its first poll is over, and the user has not typed it. */
const after = 400;

/**
 * Moves the emulator's clock ahead once a lane shows a code; a next code has its own time.
 *
 * @param seconds - 0: time goes on as ever
 * @param say - gets what the lane tells
 * @returns what to tell it by
 */
export function passTime(
  control: Pick<EmulatorControl, 'advanceClock'>,
  seconds = 0,
  say: (message: StageMessage) => void,
): (message: StageMessage) => void {
  let isOver = seconds === 0;
  return (message) => {
    say(message);
    if (isOver || message.type !== 'event' || message.event.kind !== 'show-code') return;
    isOver = true;
    // An emulator that is gone is told elsewhere.
    setTimeout(() => void control.advanceClock(seconds).catch(() => {}), after);
  };
}
