import type { Authority } from './authority.ts';
import type { OpenWork } from './open-work.ts';
import type { Users } from './users.ts';
import type { SimulatedTime } from './simulated-time.ts';

export interface TimeParts {
  time: SimulatedTime;
  work: OpenWork;
  authority: Pick<Authority, 'pass'>;
  users: Users;
  signal: AbortSignal;
}

/** Seconds of the simulated clock after which something is given up. */
const LONGEST = 6 * 3600;

/**
 * Lets time pass, here and at the authority, until something has ended.
 *
 * @param onTick told after each moment in which something happened
 * @returns false when it did not end: nothing waits any more, or it takes too long
 * @throws the reason of the signal
 */
export async function passTime(
  { time, work, authority, users, signal }: TimeParts,
  ended: Promise<unknown>,
  onTick: () => void = () => undefined,
): Promise<boolean> {
  let over = false;
  void ended.finally(() => (over = true)).catch(() => undefined);
  const last = time.now() + LONGEST * 1000;
  for (;;) {
    await work.settled();
    signal.throwIfAborted();
    onTick();
    if (over) return true;
    const next = time.next();
    if (next === undefined || next > last) return false;
    await authority.pass({ seconds: (next - time.now()) / 1000, signIns: users.ready() });
    await time.jump(next, work.settled);
  }
}
