import type { SimulatedTime } from './simulated-time.ts';

/** Those who stand before the devices. */
export interface People {
  /** Somebody sees a code, and takes a while to sign in. */
  see(): void;
  /** @returns how many became ready to sign in since the last call */
  ready(): number;
}

/** Seconds that somebody takes, from the code on the device to the end of the sign-in. */
const LEAST = 5;
const MOST = 35;

/** One person a device; who is ready takes the code that waits longest. */
export function newPeople({ wait }: Pick<SimulatedTime, 'wait'>, random: () => number): People {
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
