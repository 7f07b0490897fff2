import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectedRun } from '../compare/collect-runs.ts';
import type { Recording } from '../messages.ts';
import { recordingsFolder } from '../places.ts';

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

/** The one that is wished for, where it was made. */
export function findRecording(wish: RecordingWish): Recording | undefined {
  const file = join(recordingsFolder, nameOf(wish));
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}

/** All recordings, by the names of their files. */
export function readRecordings(): Map<string, Recording> {
  const names = readdirSync(recordingsFolder).filter((name) => name.endsWith('.json'));
  return new Map(
    names
      .sort()
      .map((name) => [
        name,
        JSON.parse(readFileSync(join(recordingsFolder, name), 'utf8')) as Recording,
      ]),
  );
}

/** A recording as the run that it was. */
export function collectedOf({ source: _, version: _v, ...run }: Recording): CollectedRun {
  const end = run.messages.findLast((message) => message.type === 'lane');
  if (!end) throw new Error(`The recording of ${run.flow} does not say how it ended.`);
  return { ...run, end };
}
