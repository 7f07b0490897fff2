import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthCoreError, backoffDelay } from '@entra-flows/auth-core';
import { type Mutex, mutex, type TurnOptions } from '@entra-flows/primitives/mutex';
import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import type { PartitionStore } from '../store/partition-store.ts';

export interface ExclusiveOptions {
  /** ms after which a lock whose holder died is free; a live holder lengthens it. */
  lockLife: number;
  /** ms to wait for the lock. */
  lockTimeout: number;
}

/** ms between two tries for the lock. */
const PAUSE = { first: 20, longest: 200 };

/**
 * Runs `work` while no other call with the same key is inside, in this process or in others.
 *
 * The lock saves needless refreshes; it does not keep the tokens whole. A holder that was stopped
 * for longer than `lockLife` may find another one inside, and what both write is merged all the
 * same.
 *
 * @throws {AuthCoreError} `cache_unusable` when the lock cannot be had in time
 * @throws the signal's reason, when it is aborted before `work` begins
 */
export async function runExclusive<T>(
  store: PartitionStore,
  key: string,
  { lockLife, lockTimeout }: ExclusiveOptions,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const deadline = AbortSignal.timeout(lockTimeout);
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const owner = randomUUID();
  // Only one call of each process waits at the store: a hundred that ask in turn would keep others out.
  const endTurn = await takeTurn(store, key, { timeout: lockTimeout, signal });
  try {
    try {
      await takeLock(store, key, owner, lockLife, stop);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw deadline.aborted ? tooLong(lockTimeout) : error;
    }
    const heartbeat = setInterval(
      () => void store.extend(key, owner, lockLife).catch(() => undefined),
      lockLife / 3,
    );
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
      // If that fails the lock ends by itself.
      await store.unlock(key, owner).catch(() => undefined);
    }
  } finally {
    endTurn();
  }
}

/** The queue for a key in this process, and how many calls are in it. */
interface Queue {
  turns: Mutex;
  calls: number;
}

/** By store, since the same key of another store is another partition. */
const queues = oneInProcess('redis-queues/1', () => new WeakMap<object, Map<string, Queue>>());

/** @returns a function that ends the turn */
async function takeTurn(
  store: PartitionStore,
  key: string,
  options: TurnOptions,
): Promise<() => void> {
  const ofStore = queues.get(store) ?? new Map<string, Queue>();
  queues.set(store, ofStore);
  const queue = ofStore.get(key) ?? { turns: mutex(tooLong), calls: 0 };
  ofStore.set(key, queue);
  queue.calls += 1;
  const leave = () => {
    queue.calls -= 1;
    if (queue.calls === 0) ofStore.delete(key);
  };
  try {
    const end = await queue.turns.take(options);
    return () => {
      end();
      leave();
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function takeLock(
  store: PartitionStore,
  key: string,
  owner: string,
  life: number,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  for (let failures = 1; !(await store.lock(key, owner, life)); failures += 1) {
    await delay(backoffDelay({ failures, ...PAUSE }), undefined, { signal: stop });
  }
}

function tooLong(timeout: number): AuthCoreError {
  return new AuthCoreError(
    'cache_unusable',
    `Another process renews this user's tokens and did not finish within ${timeout / 1000} s. Try again.`,
  );
}
