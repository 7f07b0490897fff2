import { NoRecording } from './source/recorded-stage.ts';
import { NoStage, StillRunning } from './source/stage-source.ts';
import type { Store, View } from './view.ts';

/** What the page says to its user in one line. */
export function createNotices(store: Store) {
  const say = (notice: View['notice']) => store.set({ notice });

  /** What is over soon, while a user may sign in by hand for minutes. */
  const sayBriefly = (notice: View['notice']) => {
    say(notice);
    setTimeout(() => {
      if (store.get().notice === notice) say(undefined);
    }, 10_000);
  };

  /** One message for the user, whatever goes wrong. */
  const attempt = async (work: () => Promise<void>, said?: View['notice']) => {
    say(said);
    try {
      await work();
    } catch (error) {
      if (error instanceof NoRecording)
        return say((words, view) => words.noRecording(flowTitle(view, error.message)));
      if (error instanceof StillRunning) return say(({ stopFirst }) => stopFirst);
      if (error instanceof NoStage) return say(({ noStage }) => noStage);
      say(({ refused }) => refused(error instanceof Error ? error.message : String(error)));
    }
  };

  return { say, sayBriefly, attempt };
}

const flowTitle = ({ info }: View, flow: string) =>
  info?.flows.find((one) => one.flow === flow)?.title ?? flow;
