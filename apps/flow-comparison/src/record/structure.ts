import type { LaneEvent, Recording } from '../messages.ts';
import { isPendingPoll } from '../run/diagram.ts';

/**
 * What two recordings of the same flow have in common, whatever the machine was busy with: the events in order,
 * without polls that wait and answers that are waited for, how the run ended, and the source.
 */
export function structureOf({ messages, source }: Recording): string[] {
  const events = messages.flatMap((message) => (message.type === 'event' ? [message.event] : []));
  const end = messages.findLast((message) => message.type === 'lane');
  return [
    ...[...byActors(events.filter(isOfTheFlow))].map(lineOf),
    `state ${end?.state ?? ''}`,
    ...source.split('\n').map((line) => `main.ts ${line}`),
  ];
}

const isOfTheFlow = (event: LaneEvent) => event.kind !== 'answer-wait' && !isPendingPoll(event);

/** What the app does, then what the browser does: they go on at the same time. */
function byActors(events: readonly LaneEvent[]): LaneEvent[] {
  const isApp = ({ from }: LaneEvent) => from === 'app';
  return [...events.filter(isApp), ...events.filter((event) => !isApp(event))];
}

const lineOf = ({ source, kind, from, to, exchange, failed }: LaneEvent): string =>
  [
    source,
    kind,
    `${from}>${to}`,
    exchange ? `${exchange.method} ${exchange.status ?? 0}` : '',
    failed?.code ?? '',
  ].join(' ');
