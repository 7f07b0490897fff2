import { type EmulatorControl, findScenario } from '@entra-flows/identity-emulator';
import type { StageMessage } from '../messages.ts';
import { type JoinedEvents, joinEvents, type NewEvent } from './join-events.ts';

/** ms from a code on the screen until its time passes: its first poll is over, and the user has not typed it. */
const after = 400;

/** The clock of a lane's emulator, and with it the lifetime of codes and tokens, goes ahead. */
const clockEvent = (seconds: number): NewEvent => ({
  ...{ source: 'stage', kind: 'clock', from: 'authority', to: 'authority' },
  note: { seconds },
});

/** Seconds by which a scenario has the clock ahead. */
const secondsAhead = (scenario: string): number =>
  (findScenario(scenario)?.steps ?? []).reduce(
    (sum, step) => sum + ('advanceClock' in step ? step.advanceClock : 0),
    0,
  );

/**
 * Joins the events of a run in which time may pass: the emulator's clock goes ahead once the lane shows a code (a
 * next code has its own time), or is ahead from the beginning, by a scenario. Each is an event of the list.
 *
 * @param how.advanceSeconds - once a code is shown; time goes on as ever when absent
 * @param say - gets what the lane tells
 */
export function joinInTime(
  lane: string,
  control: Pick<EmulatorControl, 'advanceClock'>,
  how: {
    startedAt: number;
    hearsClient: boolean;
    scenario?: string | undefined;
    advanceSeconds?: number | undefined;
  },
  say: (message: StageMessage) => void,
): JoinedEvents {
  const { scenario = '', advanceSeconds: seconds = 0 } = how;
  let isPassing = seconds > 0;
  let isOver = false;
  const pass = async () => {
    await control.advanceClock(seconds);
    if (!isOver) joined.stage(clockEvent(seconds));
  };
  const joined = joinEvents(lane, how, (message) => {
    say(message);
    if (!isPassing || message.type !== 'event' || message.event.kind !== 'show-code') return;
    isPassing = false;
    // An emulator that is gone is told elsewhere.
    setTimeout(() => void pass().catch(() => {}), after);
  });
  const ahead = secondsAhead(scenario);
  if (ahead > 0) joined.stage(clockEvent(ahead));
  return {
    ...joined,
    flush() {
      isOver = true;
      joined.flush();
    },
  };
}
