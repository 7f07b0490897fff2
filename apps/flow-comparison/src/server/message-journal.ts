import type { StageMessage } from '../messages.ts';

/** What the stream carries, for those who come later or come back. */
export interface MessageJournal {
  add(message: StageMessage): void;
  /** Messages after a number, each with its own. */
  since(id: number): { id: number; message: StageMessage }[];
  /** @returns what ends it */
  watch(watcher: (id: number, message: StageMessage) => void): () => void;
}

/** Messages that are kept: a dozen long runs. */
const mostKept = 20_000;

/**
 * Keeps what belongs to the present run of each lane: with the first message of a new run, what the one before
 * told is forgotten. Numbers grow on.
 */
export function messageJournal(): MessageJournal {
  let kept: { id: number; message: StageMessage }[] = [];
  let last = 0;
  const watchers = new Set<(id: number, message: StageMessage) => void>();
  return {
    add(message) {
      last += 1;
      if (message.type === 'lane' && beginsAnew(message))
        kept = kept.filter(
          ({ message: old }) => old.lane !== message.lane || old.type === 'policies',
        );
      kept.push({ id: last, message });
      if (kept.length > mostKept) kept = kept.slice(-mostKept / 2);
      for (const watcher of watchers) watcher(last, message);
    },
    since: (id) => kept.filter((one) => one.id > id),
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

const beginsAnew = (message: StageMessage) =>
  message.type === 'lane' &&
  (message.state === 'starting' || (message.state === 'running' && message.open === undefined));
