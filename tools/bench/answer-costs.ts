export interface Costs {
  /** Milliseconds of this process, user and system, since it began. */
  cpu: number;
  /** Bytes. */
  rss: number;
}

/** What a measured process does when it is asked: a count of something, then what it has cost. */
export interface Order {
  does?: string;
  count?: number;
}

/** Answers orders of the parent process with what this one has cost so far. */
export function answerCosts(work: Record<string, (count: number) => void>): void {
  // The bench may be killed: nothing of it stays behind.
  process.once('disconnect', () => process.exit());
  process.on('message', ({ does = '', count = 0 }: Order) => {
    work[does]?.(count);
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: (user + system) / 1000, rss: process.memoryUsage.rss() } satisfies Costs);
  });
}
