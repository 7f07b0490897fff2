// @long every failure story, met by each sample of the command line
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { appliesTo, meetAll } from '@entra-flows/sample-testing';
import { meetStory, type Met } from './stories/meet-story.ts';
import { type Meeting, meetings, type SampleName } from './stories/story-table.ts';

let metAt: (meeting: Meeting) => Met;

beforeAll(async () => {
  metAt = await meetAll(meetings, meetStory);
  // A hundred processes: a busy machine is no failure.
}, 300_000);

const titled = meetings.map((meeting) => [meeting.story, meeting.sample, meeting] as const);

describe('each failure story ends as a good client ends it', () => {
  test.each(titled)('%s, met by %s', (_story, _sample, meeting) => {
    const { ends, pause = 0, says = /(?:)/ } = meeting;
    const met = metAt(meeting);
    expect(met).toMatchObject(ends);
    // Timers of Node may fire a little early.
    expect(met.pause).toBeGreaterThanOrEqual(pause - 0.05);
    expect(met.read).toMatch(says);
    expect(met.read).not.toMatch(/^\s+at /m);
    if (ends.exit === 1) expect(met.read).toContain(ends.code === 'api_error' ? 'API' : ends.code);
  });
});

/** It needs more than an emulator; its own table holds the check against the catalogue for itself. */
const withOwnTable = ['cli-integrated-windows'];
/** It ends as cli-device-code does, whose polls it makes at the user's own pace. */
const withoutTable = ['cli-device-code-steps'];

test('each sample of the command line has a table', () => {
  const apps = join(import.meta.dirname, '../../apps');
  const samples = readdirSync(apps).filter((name) => name.startsWith('cli-'));
  const own = withOwnTable.filter((name) => existsSync(join(apps, name, 'e2e/stories.spec.ts')));
  expect([...Object.keys(asks), ...own, ...withoutTable].sort()).toEqual(samples.sort());
});

/** What each sample asks of the emulator: an endpoint, of the token endpoint with the grant. */
const browser = ['discovery', 'authorize', 'authorization_code', 'refresh_token', 'graph'];
const asks: Record<SampleName, string[]> = {
  'cli-device-code': ['discovery', 'devicecode', 'device_code', 'refresh_token', 'graph'],
  'cli-interactive': browser,
  'cli-broker': browser,
  'cli-username-password': ['discovery', 'password', 'refresh_token', 'graph'],
  'cli-accounts': ['discovery', 'refresh_token', 'graph'],
};

test('each story of the catalogue is met by each sample that can meet it, and by one at least', () => {
  const able = scenarios.map(({ name, steps }) => [
    name,
    Object.keys(asks).filter((sample) =>
      steps.some((step) => appliesTo(step, asks[sample as SampleName])),
    ),
  ]);
  const meet = (name: string) =>
    Object.keys(asks).filter((sample) =>
      meetings.some((meeting) => meeting.story === name && meeting.sample === sample),
    );
  expect(scenarios.map(({ name }) => [name, meet(name)])).toEqual(able);
  expect(able.filter(([, samples]) => samples?.length === 0)).toEqual([]);
});
