import { beforeAll, describe, expect, test } from '@jest/globals';
import { stories, type StoryStep } from '@entra-flows/identity-emulator-core';
import { meetStory, type Met } from '../testing/meet-story.ts';
import { type Meeting, meetings, type Start } from '../testing/story-table.ts';

/** Some wait for a deadline or for a story to go on, which costs nothing. */
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
}, 300_000);

/** Who waits longest begins first. */
const patience = ({ story, pause = 0 }: Meeting) =>
  ['hang', 'slow-network'].includes(story) ? 15 : pause;

const titled = meetings.map((meeting) => [meeting.story, meeting.start, meeting] as const);

describe('each failure story ends on the right page', () => {
  test.each(titled)('%s (%s)', (_story, _start, meeting) => {
    const { ends, says, pause = 0 } = meeting;
    const ending = endings.get(meeting);
    if (ending?.status !== 'fulfilled') throw ending?.reason;
    const met = ending.value;
    expect(met).toMatchObject({ at: 'app', ...ends });
    expect(met.code).toBe(ends.code);
    // Timers of Node may fire a little early.
    expect(met.pause).toBeGreaterThanOrEqual(pause - 0.05);
    expect(met.page).toMatch(says);
    if (met.code && met.code !== 'api_error') expect(met.page).toMatch(/\nWhy: .*\nNext: /s);
    expect(met.page).not.toMatch(/\n\s+at |undefined|\[object|eyJ/);
  });
});

/** What the app asks of the emulator for whom, and their browser: of the token endpoint, the grant. */
const signIn = ['discovery', 'authorize', 'authorization_code', 'graph'];
const asks: Partial<Record<Start, string[]>> = {
  newcomer: signIn,
  renew: [...signIn, 'refresh_token'],
};

/** A moved clock and ended sessions are met by everybody. */
function isMetBy(step: StoryStep, places: string[]): boolean {
  if (!('inject' in step)) return true;
  const { at, grant } = step.inject;
  return at === 'token' && !grant ? true : places.includes(grant ?? at);
}

test('each story of the catalogue is met by everybody who can meet it', () => {
  const able = stories.flatMap(({ name, steps }) =>
    Object.entries(asks)
      .filter(([, places]) => steps.some((step) => isMetBy(step, places)))
      .map(([start]) => `${name} (${start})`),
  );
  const meet = meetings.map(({ story, start }) => `${story} (${start})`);
  expect(meet.filter((one) => !one.endsWith('(held)')).sort()).toEqual(able.sort());
});
