import type { LaneMessage, StageMessage } from '../messages.ts';

/** What the stream carries, for those who come later or come back. */
export interface MessageJournal {
  add(message: StageMessage): void;
  /** Messages after a number, each with its own. */
  since(id: number): { id: number; message: StageMessage }[];
  /** @returns what ends it */
  watch(watcher: () => void): () => void;
}

/** Messages that are kept: a dozen long runs. */
const mostKept = 20_000;

/**
 * Keeps the present runs of each lane, the first and the second: what they take the place of is forgotten. Numbers
 * grow on.
 */
export function messageJournal(): MessageJournal {
  let kept: { id: number; message: StageMessage }[] = [];
  let last = 0;
  const watchers = new Set<() => void>();
  return {
    add(message) {
      last += 1;
      if (message.type === 'lane') kept = withoutForgotten(kept, message);
      if (message.type === 'scene') kept = kept.filter((one) => one.message.type !== 'scene');
      kept.push({ id: last, message });
      if (kept.length > mostKept) kept = kept.slice(-mostKept / 2);
      for (const watcher of watchers) watcher();
    },
    // From the end: most ask for the newest alone.
    since: (id) => kept.slice(kept.findLastIndex((one) => one.id <= id) + 1),
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

type Kept = { id: number; message: StageMessage };

/** A lane that starts anew forgets all; one that starts its second run, the second run before. */
function withoutForgotten(kept: Kept[], begun: LaneMessage): Kept[] {
  if (begun.state === 'removed') return kept.filter(({ message }) => message.lane !== begun.lane);
  const begins =
    begun.state === 'starting' || (begun.state === 'running' && begun.open === undefined);
  if (!begins) return kept;
  const isSecond = ({ message }: Kept) =>
    message.lane === begun.lane && message.type === 'lane' && message.run === 2;
  const first = begun.run === 2 ? kept.findIndex(isSecond) : 0;
  if (first < 0) return kept;
  return kept.filter(
    ({ message }, at) => at < first || message.lane !== begun.lane || message.type === 'policies',
  );
}
