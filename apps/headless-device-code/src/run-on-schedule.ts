import { EventEmitter } from 'node:events';
import { backoffDelay, type Diagnosis } from '@entra-flows/auth-core';
import type { ServiceOptions } from './options.ts';
import { describeFailure } from './describe-failure.ts';
import type { Journal } from './journal.ts';
import type { ServiceStatus } from './service-status.ts';

/** Seconds. No pause is longer, whatever a server asks for: a timer of more than 24 days fires at once. */
const LONGEST = 86_400;

/** Registered at once, and for good: without a handler, the signal ends the process. */
const wakeUp = new EventEmitter<{ call: [] }>();
if (process.platform !== 'win32') process.on('SIGUSR2', () => wakeUp.emit('call'));

/**
 * Does the work again and again until `signal` is aborted. A failure does not end it: a registration, a
 * policy or a certificate may be corrected elsewhere.
 *
 * SIGUSR2 ends a pause, so that a user in front of the device need not wait for the next code.
 *
 * @param options.own - `every` and the pauses, in seconds
 */
export async function runOnSchedule(
  { own }: Pick<ServiceOptions, 'own'>,
  { journal, status, signal }: { journal: Journal; status: ServiceStatus; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  const { every = 300, spread = 0 } = own;
  const pauses = { first: own['first-pause'] ?? 5, longest: own['longest-pause'] ?? 300, spread };
  let failures = 0;
  await pause(backoffDelay({ ...pauses, failures }), signal);
  while (!signal.aborted) {
    let seconds = every * (0.9 + Math.random() / 5);
    try {
      await work();
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      const { diagnosis, code, text } = describeFailure(error, status.view.code !== undefined);
      const { retryAfter } = diagnosis;
      failures = isForAdministrators(diagnosis) ? Infinity : failures + 1;
      seconds = Math.min(backoffDelay({ ...pauses, failures, retryAfter }), LONGEST);
      status.failed({ code, text, nextTry: new Date(Date.now() + seconds * 1000) });
    }
    await pause(seconds, signal);
  }
  journal.info('stopped');
}

/**
 * Whether only an administrator can correct it: a registration, a policy, an account. That takes more than
 * seconds, so the longest pause is right from the start.
 */
function isForAdministrators({ category, retryable, interactive }: Diagnosis): boolean {
  return !retryable && !interactive && /^(config|account|user|policy|service)\b/.test(category);
}

/** Ends early when the service is stopped or woken up. By hand, since `AbortSignal.any` leaks in Node 20. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      wakeUp.off('call', end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal.addEventListener('abort', end);
    wakeUp.on('call', end);
  });
}
