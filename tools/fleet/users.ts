import type { SimulatedTime } from './simulated-time.ts';

/** The users before the devices. */
export interface Users {
  /** A user sees a code, and takes a while to sign in. */
  see(): void;
  /** @returns how many became ready to sign in since the last call */
  ready(): number;
}

/** Seconds that a user takes, from the code on the device to the end of the sign-in. */
const LEAST = 5;
const MOST = 35;

/** One user a device; a user who is ready takes the code that waits longest. */
export function newUsers({ wait }: Pick<SimulatedTime, 'wait'>, random: () => number): Users {
  let ready = 0;
  return {
    see: () => void wait(LEAST + (MOST - LEAST) * random()).then(() => (ready += 1)),
    ready() {
      const now = ready;
      ready = 0;
      return now;
    },
  };
}
