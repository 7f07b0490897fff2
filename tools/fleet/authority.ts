import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { OpenWork } from './open-work.ts';

/** Bytes, after a garbage collection. */
export interface Memory {
  /** On the heap and in buffers: what the program keeps. */
  kept: number;
  /** What the process has, with what its allocators hold free. */
  resident: number;
}

/** What the authority saw since it was asked last. */
export interface Figures {
  /** By ticks since the start. */
  counts: Record<number, { requests: number; throttled: number; failed: number }>;
  /** ms of CPU since it began. */
  cpu: number;
  memory: Memory;
  /** Connections that are open: true seconds close those that are idle. */
  connections: number;
}

/** Time that passes at the authority, and what users do at its end. */
export interface Passing {
  seconds: number;
  /** How many sign in, at the devices whose codes are the oldest. */
  signIns: number;
}

export interface Order {
  id: number;
  does: 'figures' | 'pass' | 'play' | 'withdraw';
  value?: Passing | string;
}

export type Reply = { id: number; value: unknown } | { id: number; error: string };

/** The emulator in a process of its own, with a clock that only moves when it is told to. */
export interface Authority {
  authority: string;
  ca: string;
  clientId: string;
  figures(): Promise<Figures>;
  pass(passing: Passing): Promise<void>;
  /** Begins a scenario of the emulator's catalogue. */
  play(scenario: string): Promise<void>;
  withdraw(scenario: string): Promise<void>;
  close(): Promise<void>;
}

export interface AuthorityOptions {
  /** ms since 1970 */
  startedAt: number;
  rate: number;
  devices: number;
  work: OpenWork;
}

/** @throws Error when the process ends by itself */
export async function startAuthority(options: AuthorityOptions): Promise<Authority> {
  const { startedAt, rate, devices, work } = options;
  // Beside one connection a device there may be some that the server has not yet seen the end of.
  const args = [startedAt, rate, devices * 2 + 100].map(String);
  const child = fork(join(import.meta.dirname, 'authority-program.ts'), args, {
    execArgv: ['--expose-gc', '--conditions=source', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the emulator ended by itself: ${String(code ?? signal)}`);
  });
  ended.catch((error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  const [facts] = (await Promise.race([once(child, 'message'), ended])) as [
    Pick<Authority, 'authority' | 'ca' | 'clientId'>,
  ];
  child.on('message', (reply: Reply) => {
    const { resolve, reject } = waiting.get(reply.id) ?? {};
    if ('error' in reply) reject?.(new Error(reply.error));
    else resolve?.(reply.value);
  });

  let orders = 0;
  async function order<T>(does: Order['does'], value?: Order['value']): Promise<T> {
    const id = (orders += 1);
    try {
      return (await new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, does, ...(value === undefined ? {} : { value }) } satisfies Order);
      })) as T;
    } finally {
      waiting.delete(id);
    }
  }

  return {
    ...facts,
    figures: () => order('figures'),
    pass: (passing) => order('pass', passing),
    play: (scenario) => work.during(() => order('play', scenario)),
    withdraw: (scenario) => work.during(() => order('withdraw', scenario)),
    async close() {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}
