import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageLanguage } from '@entra-flows/primitives/language';
import type { CollectedRun } from '../compare/collect-runs.ts';
import type { Recording } from '../messages.ts';
import { recordingsFolder } from '../places.ts';
import { recordTexts } from './record-texts.ts';

/** Which recording: of a flow, with a scenario, with policies, or with time that passes. */
export type RecordingWish = Pick<Recording, 'flow' | 'run'> & {
  [Name in 'scenario' | 'policies' | 'advanceSeconds']?: Recording[Name] | undefined;
};

/** Whether nothing goes wrong in it: no scenario, no policy, and time passes as ever. */
export const isPlain = (one: Omit<RecordingWish, 'flow' | 'run'>): boolean =>
  !one.scenario && !one.policies && !one.advanceSeconds;

/** Its file. */
export const nameOf = (wish: RecordingWish): string => {
  const { flow, scenario, policies = [], advanceSeconds, run } = wish;
  const conditions = [scenario, ...policies, advanceSeconds && `after-${advanceSeconds}-s`];
  return `${[flow.replace('/', '-'), ...conditions.filter(Boolean), run].join('.')}.json`;
};

/** Whether the one that is wished for was made. */
export const hasRecording = (wish: RecordingWish): boolean =>
  existsSync(join(recordingsFolder, nameOf(wish)));

/** The one that is wished for, where it was made. @throws {Error} with a message for users */
export const findRecording = (wish: RecordingWish): Recording | undefined =>
  hasRecording(wish) ? readRecording(nameOf(wish)) : undefined;

/** @throws {Error} with a message for users, for a file that holds none */
export function readRecording(name: string, folder: string = recordingsFolder): Recording {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording;
  } catch (cause) {
    throw new Error(recordTexts[messageLanguage()].unreadable(name), { cause });
  }
}

/** All recordings, by the names of their files. @throws {Error} with a message for users */
export function readRecordings(): Map<string, Recording> {
  const names = readdirSync(recordingsFolder).filter((name) => name.endsWith('.json'));
  return new Map(names.sort().map((name) => [name, readRecording(name)]));
}

/** A recording as the run that it was. */
export function collectedOf({ source: _, version: _v, ...run }: Recording): CollectedRun {
  const end = run.messages.findLast((message) => message.type === 'lane');
  if (!end) throw new Error(`The recording of ${run.flow} does not say how it ended.`);
  return { ...run, end };
}
