import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthCoreError } from '@entra-flows/auth-core';
import type { PartitionStore } from '../store/partition-store.ts';
import { takeTurn } from './take-turn.ts';

export interface ExclusiveOptions {
  /** ms after which a lock whose holder died is free; a live holder lengthens it. */
  lockLife: number;
  /** ms to wait for the lock. */
  lockTimeout: number;
}

/** ms between two tries for the lock; each pause is longer than the one before. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 200;

/**
 * Runs `work` while nobody else who uses the same key is inside, in this process or in others.
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
  // Of one process only one waits at the store: a hundred that ask in turn would keep others out.
  const endTurn = await told(() => takeTurn(store, key, stop));
  try {
    await told(() => takeLock(store, key, owner, lockLife, stop));
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

  async function told<R>(wait: () => Promise<R>): Promise<R> {
    try {
      return await wait();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw deadline.aborted ? tooLong(lockTimeout) : error;
    }
  }
}

async function takeLock(
  store: PartitionStore,
  key: string,
  owner: string,
  life: number,
  stop: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE;
  stop.throwIfAborted();
  while (!(await store.lock(key, owner, life))) {
    await delay(pause * (0.5 + Math.random() / 2), undefined, { signal: stop });
    pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  }
}

function tooLong(timeout: number): AuthCoreError {
  return new AuthCoreError(
    'cache_unusable',
    `Another process renews this user's tokens and did not finish within ${timeout / 1000} s. Try again.`,
  );
}
