import type { TraceStep } from '@entra-flows/identity-emulator';
import type { LaneEvent, StageMessage } from '../messages.ts';
import type { ClientMessage } from './run-child.ts';
import { clientEvent, exchangeOf, lostExchange, uselessAnswer } from './client-event.ts';

/** An event that has no place in the list yet. */
export type NewEvent = Omit<LaneEvent, 'order' | 'at' | 'causedBy'>;

/** Puts what three sources tell into one list. */
export interface JoinedEvents {
  /** What the emulator's trace tells. */
  step(step: TraceStep): void;
  /** What the client's channels tell. */
  client(message: ClientMessage): void;
  /** What the stage knows itself. @param at - milliseconds since 1970; now when absent */
  stage(event: NewEvent, at?: number): void;
  /** Hands out all that waits. */
  flush(): void;
  /** Everything that was handed out. */
  all(): readonly LaneEvent[];
}

/** ms that an event waits for one that happened before it and is told later. */
const patience = 80;

/** ms that what a client did after an answer waits for the authority's word of that: on a busy machine it comes late. */
const longestWait = 2_000;

interface Waiting {
  /** Milliseconds since 1970 of its end: the emulator numbers its steps so. */
  ended: number;
  began: number;
  event: NewEvent;
  step?: TraceStep;
  /** The client's exchange that it is about: the authority may have seen nothing of it. */
  sent?: Sent;
}

/** The client's own exchange. */
interface Sent {
  at: number;
  ended: number;
  event: NewEvent;
}

/**
 * @param how.startedAt - milliseconds since 1970 of the start button
 * @param how.hearsClient - whether the client tells of its exchanges: a page in a browser does not
 * @param say - gets each event once its place is certain, and the pages and tokens that belong to it
 */
export function joinEvents(
  lane: string,
  { startedAt, hearsClient }: { startedAt: number; hearsClient: boolean },
  say: (message: StageMessage) => void,
): JoinedEvents {
  const list: LaneEvent[] = [];
  const placeOf = new Map<number, number>();
  let waiting: Waiting[] = [];
  /** The client's exchanges: those that the authority did not see join the list at the end. */
  const own: Sent[] = [];
  /** Answers that the client has, and the authority has not told; and what it told before the client did. */
  const untold: Sent[] = [];
  const toldFirst: { event: NewEvent }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let latest = 0;
  // Nothing begins later than now, whatever the clock of the system is set to meanwhile.
  const joinedAt = Date.now() - performance.now();
  const now = () => joinedAt + performance.now();

  const add = (item: Waiting) => {
    waiting.push(item);
    timer ??= setTimeout(giveOut, patience);
  };
  const giveOut = () => {
    timer = undefined;
    // The authority saw nothing of those.
    while (untold[0] && untold[0].ended < now() - longestWait) untold.shift();
    const until = Math.min(now() - patience / 2, (untold[0]?.ended ?? Infinity) - 1);
    release(waiting.filter(({ ended }) => ended <= until));
    if (waiting.length > 0) timer = setTimeout(giveOut, patience);
  };
  const release = (items: Waiting[]) => {
    waiting = waiting.filter((item) => !items.includes(item));
    for (const item of items.sort(byTime)) place(item);
  };
  const place = ({ event: told, step, began, sent }: Waiting) => {
    const isLost = sent && !list.some((other) => isSameExchange(other, sent.event));
    const event = isLost ? sent.event : told;
    const order = list.length + 1;
    latest = Math.max(latest, Math.round(Math.min(began, now()) - startedAt));
    if (step) placeOf.set(step.order, order);
    const cause = step?.causedBy === undefined ? undefined : placeOf.get(step.causedBy);
    const placed: LaneEvent = {
      order,
      at: latest,
      ...event,
      ...(cause !== undefined && { causedBy: cause }),
    };
    list.push(placed);
    say({ type: 'event', lane, event: placed });
    if (step) for (const more of besideStep(lane, placed, step)) say(more);
  };
  return {
    step(step) {
      const event = traceEvent(step, hearsClient);
      const isOfClient = hearsClient && step.from === 'app';
      if (isOfClient && !takeSame(untold, event)) toldFirst.push({ event });
      add({ began: step.startedAt, ended: step.startedAt + step.durationMs, event, step });
    },
    client(message) {
      const exchange = exchangeOf(message);
      const event = exchange ? uselessAnswer(exchange) : clientEvent(message);
      const ended = message.at;
      const sent = exchange && { at: exchange.at, ended, event: lostExchange(exchange) };
      const isAnswered = exchange !== undefined && exchange.failure === undefined;
      if (sent && !takeSame(toldFirst, sent.event) && isAnswered) untold.push(sent);
      if (event) add({ began: ended, ended, event, ...(sent && { sent }) });
      else if (sent) own.push(sent);
    },
    stage: (event, at = Date.now()) => add({ began: at, ended: at, event }),
    flush() {
      clearTimeout(timer);
      timer = undefined;
      const seen = [...list, ...waiting.map(({ event }) => event)];
      for (const { at, ended, event } of own.splice(0))
        if (!seen.some((other) => isSameExchange(other, event)))
          waiting.push({ began: at, ended, event });
      release(waiting);
    },
    all: () => list,
  };
}

/** The emulator's own order is kept, whatever the clocks of two processes say. */
function byTime(a: Waiting, b: Waiting): number {
  if (a.step && b.step) return a.step.order - b.step.order;
  return a.ended - b.ended;
}

/** @returns whether the list had the exchange, which is taken out */
function takeSame(list: { event: NewEvent }[], event: NewEvent): boolean {
  const at = list.findIndex((other) => isSameExchange(other.event, event));
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** By correlation ID and path; MSAL sends no ID with some requests. */
function isSameExchange({ exchange: one }: NewEvent, { exchange: other }: NewEvent): boolean {
  if (!one || !other || one.path !== other.path || one.method !== other.method) return false;
  const [a, b] = [one.correlationId, other.correlationId];
  return a === undefined || b === undefined || a === b;
}

/** A step of the emulator's trace as an event of the list. */
function traceEvent(step: TraceStep, hearsClient: boolean): NewEvent {
  const { kind, from, to, code, suberror, error, username, status, answer } = step;
  const isPending = error === 'authorization_pending';
  // That the user has not finished is not a failure; readers know it by this word.
  // The request is under way still; the client tells when it gives up.
  const isLost = status === 0 && !(hearsClient && from === 'app');
  const failed = isPending ? error : (code ?? error ?? (isLost ? 'no_answer' : undefined));
  const retryAfter = Number(answer['retry-after']);
  const note = {
    ...(username !== undefined && { account: username }),
    ...(step.screen && { page: step.screen.title }),
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    ...(step.endpoint && { endpoint: step.endpoint }),
  };
  return {
    source: 'authority',
    kind,
    from,
    to,
    exchange: {
      method: step.method,
      path: step.path,
      status,
      ms: step.durationMs,
      requestBytes: step.requestBytes,
      answerBytes: step.answerBytes,
      ...(step.correlationId && { correlationId: step.correlationId }),
      parameters: step.parameters,
      answer,
    },
    ...(failed && { failed: { code: failed, ...(suberror && { suberror }) } }),
    ...(!failed && status >= 400 && { failed: { code: `http_${status}` } }),
    ...(Object.keys(note).length > 0 && { note }),
  };
}

function besideStep(lane: string, { at, order }: LaneEvent, step: TraceStep): StageMessage[] {
  const { screen, tokens } = step;
  return [
    ...(screen ? [{ type: 'screen' as const, lane, at, order, ...screen }] : []),
    ...(tokens ? [{ type: 'token' as const, lane, at, ...tokens }] : []),
  ];
}
