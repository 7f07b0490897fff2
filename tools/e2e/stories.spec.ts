import { beforeAll, describe, expect, test } from '@jest/globals';
import { stories, type StoryStep } from '@entra-flows/identity-emulator-core';
import { meetStory, type Met } from './stories/meet-story.ts';
import { type Meeting, meetings, type SampleName } from './stories/story-table.ts';

/** Most of them wait for a story to go on, which costs nothing. */
const AT_ONCE = 16;
const endings = new Map<Meeting, PromiseSettledResult<Met>>();

beforeAll(async () => {
  const waiting = [...meetings].sort((a, b) => patience(b) - patience(a)).values();
  const worker = async () => {
    for (const meeting of waiting) {
      const [ending] = await Promise.allSettled([meetStory(meeting)]);
      endings.set(meeting, ending);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  // A hundred processes: a busy machine is no failure.
}, 300_000);

/** Who waits longest begins first. */
const patience = ({ story, pause = 0 }: Meeting) =>
  ['hang', 'slow-network'].includes(story) ? 15 : pause;

const titled = meetings.map((meeting) => [meeting.story, meeting.sample, meeting] as const);

describe('each failure story ends as a good client ends it', () => {
  test.each(titled)('%s, met by %s', (_story, _sample, meeting) => {
    const { ends, pause = 0, says = /(?:)/ } = meeting;
    const ending = endings.get(meeting);
    if (ending?.status !== 'fulfilled') throw ending?.reason;
    const met = ending.value;
    expect(met).toMatchObject(ends);
    // Timers of Node may fire a little early.
    expect(met.pause).toBeGreaterThanOrEqual(pause - 0.05);
    expect(met.read).toMatch(says);
    expect(met.read).not.toMatch(/^\s+at /m);
    if (ends.exit === 1) expect(met.read).toContain(ends.code === 'api_error' ? 'API' : ends.code);
  });
});

/** What each sample asks of the emulator: an endpoint, of the token endpoint with the grant. */
const asks: Record<SampleName, string[]> = {
  'cli-device-code': ['discovery', 'devicecode', 'device_code', 'refresh_token', 'graph'],
  'cli-interactive': ['discovery', 'authorize', 'authorization_code', 'refresh_token', 'graph'],
  'cli-username-password': ['discovery', 'password', 'refresh_token', 'graph'],
  'cli-accounts': ['discovery', 'refresh_token', 'graph'],
};

/** A moved clock and ended sessions are met by everybody. */
function isMetBy(step: StoryStep, sample: SampleName): boolean {
  if (!('inject' in step)) return true;
  const { at, grant } = step.inject;
  return at === 'token' && !grant ? true : asks[sample].includes(grant ?? at);
}

test('each story of the catalogue is met by each sample that can meet it, and by one at least', () => {
  const able = stories.map(({ name, steps }) => [
    name,
    Object.keys(asks).filter((sample) => steps.some((step) => isMetBy(step, sample as SampleName))),
  ]);
  const meet = (name: string) =>
    Object.keys(asks).filter((sample) =>
      meetings.some((meeting) => meeting.story === name && meeting.sample === sample),
    );
  expect(stories.map(({ name }) => [name, meet(name)])).toEqual(able);
  expect(able.filter(([, samples]) => samples?.length === 0)).toEqual([]);
});
