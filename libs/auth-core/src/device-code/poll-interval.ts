import { backoffDelay } from '@entra-flows/primitives/backoff-delay';

/** A poll after which the wait goes on. */
export interface NotYet {
  kind: 'pending' | 'slow-down' | 'fault';
  /** Seconds that the server asks to wait. */
  retryAfter?: number;
  /** With `fault`: why there was no usable answer. */
  error?: unknown;
}

/** RFC 8628, 3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests" */
const SLOW_DOWN = 5;
/** The longest pause between two tries while the authority is in trouble, in seconds. */
const LONGEST_BACKOFF = 60;
/** No code lives longer; above 2^31 ms a timer would fire at once, and the wait be a busy loop. */
const LONGEST_WAIT = 24 * 3600;

/** How fast one device code is polled. */
export interface Pace {
  /** Seconds between two polls. */
  interval: number;
  /** Polls in a row that brought no usable answer. */
  faults: number;
}

/**
 * The pace after a poll, and the seconds until the next one.
 *
 * @param random - 0 to 1; spreads a fleet that lost its authority at the same moment
 */
export function paceAfter(
  pace: Pace,
  { kind, retryAfter = 0 }: NotYet,
  random: () => number = Math.random,
): Pace & { wait: number } {
  const slower = pace.interval + (kind === 'slow-down' ? SLOW_DOWN : 0);
  const interval = Math.min(slower, LONGEST_WAIT);
  const faults = kind === 'fault' ? pace.faults + 1 : 0;
  const backoff = backoffDelay({
    failures: faults,
    first: 1,
    longest: LONGEST_BACKOFF,
    retryAfter,
    random,
  });
  return { interval, faults, wait: Math.min(Math.max(interval, backoff), LONGEST_WAIT) };
}
