import { setTimeout as pause } from 'node:timers/promises';
import type { LaneMessage, Recording, StageMessage } from '../messages.ts';

/** Finds the recording of a run. */
export type FindRecording = (
  wish: Pick<Recording, 'flow' | 'run' | 'scenario' | 'policies'>,
) => Recording | undefined;

/**
 * Tells in a lane what was recorded, at the moments at which it happened.
 *
 * @param startedAt - milliseconds since 1970 of the start button
 * @returns how the recorded run ended; undefined once `stop` is aborted
 */
export async function playRecording(
  { messages }: Recording,
  lane: string,
  { startedAt, stop }: { startedAt: number; stop: AbortSignal },
  say: (message: StageMessage) => void,
): Promise<LaneMessage | undefined> {
  let end: LaneMessage | undefined;
  // Not the clock of the system, which may be set meanwhile.
  const began = performance.now() - (Date.now() - startedAt);
  for (const message of messages) {
    const at = message.type === 'event' ? message.event.at : message.at;
    const wait = began + at - performance.now();
    if (wait > 0) await pause(wait, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return undefined;
    // The lane speaks for itself.
    if (message.type === 'lane') end = message;
    else say({ ...message, lane });
  }
  return end;
}
