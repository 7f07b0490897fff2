import { EventEmitter } from 'node:events';
import { describeAuthError, type Diagnosis, backoffDelay } from '@entra-flows/auth-core';
import { about, type ServiceOptions } from './about.ts';
import type { Journal } from './journal.ts';
import type { ServiceStatus } from './service-status.ts';
import { troubleOf } from './trouble-of.ts';

/** No pause is longer, whatever a server asks for: a timer of more than 24 days would fire at once. */
const LONGEST = 86_400;

/** From the very start, and for good: without a handler, the signal would end the process. */
const somebody = new EventEmitter<{ wakes: [] }>();
if (process.platform !== 'win32') process.on('SIGUSR2', () => somebody.emit('wakes'));

/**
 * Does the work again and again until `signal` is aborted. No failure ends it: what nobody can mend
 * from here (a registration, a policy, a certificate) somebody may mend elsewhere.
 *
 * SIGUSR2 ends a pause: the person who stands before the device need not wait for the next code.
 */
export async function keepWorking(
  { own }: Pick<ServiceOptions, 'own'>,
  { journal, status, signal }: { journal: Journal; status: ServiceStatus; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  const { every = 300, spread = 0 } = own;
  const { flow, possible } = about;
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
      const description = describeAuthError(error, { flow, possible });
      const { retryAfter } = description.diagnosis;
      failures = isForAdministrators(description.diagnosis) ? Infinity : failures + 1;
      seconds = Math.min(backoffDelay({ ...pauses, failures, retryAfter }), LONGEST);
      const nextTry = new Date(Date.now() + seconds * 1000);
      status.failed(troubleOf(error, description, status.view, nextTry));
    }
    await pause(seconds, signal);
  }
  journal.info('stopped');
}

/**
 * Neither time nor the person before the device mends it: a registration, a policy, an account. Nobody
 * does that within seconds, so the longest pause is right from the start.
 */
function isForAdministrators({ category, retryable, interactive }: Diagnosis): boolean {
  return !retryable && !interactive && /^(config|account|user|policy|service)\b/.test(category);
}

/** Ends early when the service is stopped, or somebody wakes it. `AbortSignal.any` leaks in Node 20. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      somebody.off('wakes', end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal.addEventListener('abort', end);
    somebody.on('wakes', end);
  });
}
