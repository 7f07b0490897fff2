import type { Row } from './diagram.ts';

/** What an app waits for, until a moment that it knows. */
export interface Waiting {
  /** `order` of the event that began it. */
  order: number;
  /** Milliseconds since the start at which it goes on, or gives up. */
  until: number;
}

const WAITS: ReadonlySet<string> = new Set(['retry-wait', 'answer-wait']);

/**
 * The wait of an app: a pause before the next request, or a request that is not answered.
 *
 * @returns undefined once the app has done something else; what the user does meanwhile does not end it
 */
export function waitingOf(rows: readonly Row[]): Waiting | undefined {
  const last = rows.findLast(({ from }) => from === 'app')?.events[0];
  const seconds = last?.note?.['seconds'];
  if (!last || !WAITS.has(last.kind) || typeof seconds !== 'number') return undefined;
  return { order: last.order, until: last.at + seconds * 1000 };
}
