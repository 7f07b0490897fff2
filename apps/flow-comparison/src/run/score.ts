import type { LaneEvent } from '../messages.ts';
import { isPendingPoll } from './diagram.ts';
import { finishOf, type Lane } from './stage-run.ts';

/** Figures of a run, counted from its events. */
export interface Score {
  /** Exchanges of the app with authority, AD FS and API. */
  requests: number;
  /** Exchanges of the browser with them: pages. */
  pages: number;
  /** Exchanges of the app until it had the token. */
  roundTrips: number;
  polls: number;
  /** Seconds from the first poll to the last. */
  pollSeconds: number;
  /** Requests that the app repeated by itself. */
  retries: number;
  /** Seconds that the authority or the API asked it to wait. */
  retryAfter: number;
  /** What the user did. */
  userActions: number;
  /** Milliseconds until the token was there. */
  tokenAfter?: number;
  failed?: string;
}

/** Counts what has happened until a moment. */
export function scoreOf(events: readonly LaneEvent[], until = Infinity): Score {
  const seen = events.filter(({ at }) => at <= until);
  const exchanges = seen.filter(isOwnExchange);
  const polls = seen.filter(({ kind }) => kind === 'poll');
  const token = seen.find((event) => finishOf(event) <= until && bringsToken(event));
  // Where it comes from a broker or the cache of a page, the first thing that is seen of it is its use.
  const used = seen.find(({ kind, exchange }) => kind === 'api-call' && exchange?.status === 200);
  const last = token?.order ?? (used ? used.order - 1 : Infinity);
  const tokenAfter = token ? finishOf(token) : used?.at;
  const [firstPoll, lastPoll] = [polls[0], polls.at(-1)];
  const failed = seen.findLast(({ kind }) => kind === 'outcome')?.failed?.code;
  return {
    requests: exchanges.length,
    pages: seen.filter(({ from, exchange }) => from === 'browser' && exchange).length,
    roundTrips: exchanges.filter(({ order }) => order <= last).length,
    polls: polls.length,
    pollSeconds: firstPoll && lastPoll ? (lastPoll.at - firstPoll.at) / 1000 : 0,
    retries: exchanges.filter((event, at) => repeats(event, exchanges[at - 1])).length,
    retryAfter: exchanges.reduce((sum, event) => sum + waitOf(event), 0),
    userActions: seen.filter(({ from, kind }) => from === 'user' && kind !== 'outcome').length,
    ...(tokenAfter !== undefined && { tokenAfter }),
    ...(failed !== undefined && { failed }),
  };
}

/** What the app itself sent, in contrast to the browser. */
const isOwnExchange = ({ from, exchange }: LaneEvent) => from === 'app' && exchange !== undefined;

/** Whether the first run of a lane got no token: then there is no second, which would begin with it. */
export const isRefused = ({ runs: { 1: first } }: Pick<Lane, 'runs'>): boolean =>
  first !== undefined &&
  first.state !== 'running' &&
  first.events.length > 0 &&
  scoreOf(first.events).tokenAfter === undefined;

/** Where the access token comes from: an answer of the authority, or the cache. */
export function bringsToken({ kind, failed, exchange, note }: LaneEvent): boolean {
  if (failed || exchange?.answer['error'] !== undefined) return false;
  if (exchange?.answer['access_token'] !== undefined) return true;
  if (kind === 'username-password' || kind === 'assertion') return exchange?.status === 200;
  return kind === 'silent' && note?.['fromCache'] === true;
}

/** The same request once more, after an answer that asks to try again. A poll is no retry. */
function repeats(event: LaneEvent, before: LaneEvent | undefined): boolean {
  if (!before || event.kind === 'poll' || isPendingPoll(before)) return false;
  const [one, other] = [event.exchange, before.exchange];
  const status = other?.status ?? 0;
  const askedAgain = status === 0 || status === 429 || status >= 500;
  return askedAgain && one?.path === other?.path && one?.method === other?.method;
}

function waitOf({ note, exchange }: LaneEvent): number {
  const seconds = Number(note?.['retryAfter'] ?? exchange?.answer['retry-after'] ?? 0);
  return Number.isFinite(seconds) ? seconds : 0;
}
