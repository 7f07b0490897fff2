// @long every failure story once more, on the pages of a web app
import { beforeAll, describe, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { appliesTo, meetAll } from '@entra-flows/sample-testing';
import { meetStory, type Met } from '../testing/meet-story.ts';
import { type Meeting, meetings, type Start } from '../testing/story-table.ts';

let metAt: (meeting: Meeting) => Met;

beforeAll(async () => {
  metAt = await meetAll(meetings, meetStory);
}, 300_000);

const titled = meetings.map((meeting) => [meeting.story, meeting.start, meeting] as const);

describe('each failure story ends on the right page', () => {
  test.each(titled)('%s (%s)', (_story, _start, meeting) => {
    const { ends, says, pause = 0 } = meeting;
    const met = metAt(meeting);
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

test('each story of the catalogue is met by everybody who can meet it', () => {
  const able = scenarios.flatMap(({ name, steps }) =>
    Object.entries(asks)
      .filter(([, places]) => steps.some((step) => appliesTo(step, places)))
      .map(([start]) => `${name} (${start})`),
  );
  const meet = meetings.map(({ story, start }) => `${story} (${start})`);
  expect(meet.filter((one) => !one.endsWith('(held)')).sort()).toEqual(able.sort());
});
