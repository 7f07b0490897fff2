import { setImmediate as turn } from 'node:timers/promises';

/** What must come to an end before time may pass: devices that do not wait, calls to the authority. */
export interface OpenWork {
  /** Counts a piece of work until it has ended. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Takes a wait out of the work that it is a part of. */
  except(wait: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/** Turns of the event loop in which a wait that has just ended becomes work again. */
const CALM = 2;

export function openWork(): OpenWork {
  let open = 0;
  let wake = (): void => undefined;
  const begin = () => void (open += 1);
  const end = () => {
    open -= 1;
    if (open === 0) wake();
  };

  return {
    async during(work) {
      begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    async except(wait) {
      end();
      try {
        await wait();
      } finally {
        begin();
      }
    },
    async settled() {
      for (let calm = 0; calm < CALM; calm = open === 0 ? calm + 1 : 0) {
        if (open > 0) await new Promise<void>((resolve) => (wake = resolve));
        await turn();
      }
    },
  };
}
