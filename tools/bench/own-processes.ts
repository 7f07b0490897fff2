import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const ending = new AbortController();

/** Aborted when the bench is ended before its time: no figure goes on, and none starts another process. */
export const ended: AbortSignal = ending.signal;

/** The processes that run, and how each gets a signal. */
const running = new Map<ChildProcess, (signal: NodeJS.Signals) => void>();

/** ms that a process has to end those that it started itself. */
const GRACE = 10_000;

/**
 * Starts a process of a figure. It ends with the bench.
 *
 * @param start what spawns it
 * @param leadsGroup whether it was spawned detached, and its whole group ends
 * @throws the reason of `ended`
 */
export function ownProcess<Child extends ChildProcess>(
  start: () => Child,
  leadsGroup = false,
): Child {
  ended.throwIfAborted();
  const child = start();
  running.set(child, (signal) => {
    if (leadsGroup && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
  });
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child)); // it never started
  return child;
}

/** Ends what runs, and resolves when nothing does any more. */
export async function endProcesses(): Promise<void> {
  ending.abort(new Error('the bench was ended'));
  const signalAll = (signal: NodeJS.Signals) => {
    for (const send of running.values()) send(signal);
  };
  const over = Promise.all([...running.keys()].map((child) => once(child, 'exit')));
  signalAll('SIGTERM');
  const late = setTimeout(signalAll, GRACE, 'SIGKILL');
  await over;
  clearTimeout(late);
}
