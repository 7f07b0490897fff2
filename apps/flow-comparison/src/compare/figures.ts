import type { DiagnosisMessage, LaneEvent, LaneState } from '../messages.ts';
import { isPendingPoll } from '../run/diagram.ts';
import { type Score, scoreOf } from '../run/score.ts';
import { laneFlow } from '../lanes/flows.ts';
import type { CollectedRun } from './collect-runs.ts';

/** What `compare` tells of one run. */
export interface Figures {
  flow: string;
  sample: string;
  scenario?: string;
  /** Policies that were on. */
  policies?: string[];
  /** Seconds by which the clock went ahead. */
  advanceSeconds?: number;
  run: 1 | 2;
  state: LaneState;
  /** Why there is no token. */
  message?: string;
  /** Code of the failure that ended it. */
  failed?: string;
  /** What program and browser asked, in order, by the emulator's names of its endpoints. */
  asked: string[];
  score: Score;
  diagnosis?: Pick<DiagnosisMessage, 'code' | 'category' | 'insteadFlow'> & {
    title: string;
    remedy: string;
  };
}

/** The events of a run. */
export const eventsOf = ({ messages }: Pick<CollectedRun, 'messages'>): LaneEvent[] =>
  messages.flatMap((message) => (message.type === 'event' ? [message.event] : []));

/** Counts a run, with its words in one language. */
export function figuresOf(run: CollectedRun, language: 'en' | 'ko'): Figures {
  const events = eventsOf(run);
  const { state, message } = run.end;
  const failed = events.findLast(({ kind }) => kind === 'outcome')?.failed?.code;
  const told = run.messages.findLast((one) => one.type === 'diagnosis');
  return {
    ...{ flow: run.flow, sample: run.sample, run: run.run, state },
    ...(run.scenario && { scenario: run.scenario }),
    ...(run.policies && { policies: run.policies }),
    ...(run.advanceSeconds && { advanceSeconds: run.advanceSeconds }),
    ...(message !== undefined && { message: message[language] }),
    ...(failed !== undefined && { failed }),
    asked: askedIn(events),
    score: scoreOf(events),
    ...(told && state !== 'succeeded' && { diagnosis: wordsOf(told, language) }),
  };
}

const wordsOf = (
  { code, category, title, remedy, insteadFlow }: DiagnosisMessage,
  language: 'en' | 'ko',
) => ({
  ...{ code, category, title: title[language], remedy: remedy[language] },
  ...(insteadFlow && { insteadFlow }),
});

/** The endpoints that were asked, without polls that wait, and without what the user does on pages. */
function askedIn(events: readonly LaneEvent[]): string[] {
  const exchanges = events.filter(
    ({ source, exchange, note }) =>
      source === 'authority' && exchange && note?.['endpoint'] !== 'page',
  );
  return exchanges
    .filter((event) => !isPendingPoll(event) && event.note?.['endpoint'] !== undefined)
    .map(({ note }) => String(note?.['endpoint']));
}

/** Name of the flow for a table. */
export const titleOf = (flow: string, language: 'en' | 'ko'): string =>
  laneFlow(flow).title[language];
