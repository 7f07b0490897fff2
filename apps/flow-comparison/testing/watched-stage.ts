import type { LaneEmulator } from '../src/lanes/emulators.ts';
import type { FindRecording } from '../src/lanes/play-recording.ts';
import type { LaneEvent, LaneMessage, StageMessage } from '../src/messages.ts';
import { createStage, type Stage } from '../src/stage.ts';
import { watchedEmulators } from './watched-emulators.ts';

/** A stage without a page, what its lanes told, and their emulators. */
export interface WatchedStage {
  stage: Stage;
  messages: StageMessage[];
  emulators: LaneEmulator[];
  /** Ends the thread of the emulators. */
  killEmulators(): Promise<void>;
  /** Of the run that was told last. */
  eventsOf(lane: string): LaneEvent[];
  /** Lines of main.ts that ran then. */
  linesOf(lane: string): number[];
  /** What the lane last said of itself. */
  endOf(lane: string): LaneMessage | undefined;
}

/**
 * Opens a stage whose lanes can be started.
 *
 * @param options.failing - no emulator comes up, and this is why
 * @param options.recording - finds what a lane plays that cannot run here
 */
export async function openWatchedStage(
  flows: readonly string[],
  { failing, recording }: { failing?: string; recording?: FindRecording } = {},
): Promise<WatchedStage> {
  const messages: StageMessage[] = [];
  const { pool, taken, kill } = await watchedEmulators(failing);
  const stage = createStage(pool, (message) => messages.push(message), {
    longest: 60_000,
    ...(recording && { recording }),
  });
  await stage.setLanes(flows.map((flow) => ({ flow, user: 'scripted' })));
  await stage.ready();
  const lastRun = (lane: string) => {
    const begun = messages.findLastIndex(
      (message) => message.type === 'lane' && message.lane === lane && message.state === 'running',
    );
    return messages.slice(begun).filter((message) => message.lane === lane);
  };
  return {
    ...{ stage, messages, emulators: taken, killEmulators: kill },
    eventsOf: (lane) =>
      lastRun(lane).flatMap((message) => (message.type === 'event' ? [message.event] : [])),
    linesOf: (lane) =>
      lastRun(lane).flatMap((message) => (message.type === 'lines' ? message.ran : [])),
    endOf: (lane) =>
      messages.findLast(
        (message): message is LaneMessage => message.type === 'lane' && message.lane === lane,
      ),
  };
}
