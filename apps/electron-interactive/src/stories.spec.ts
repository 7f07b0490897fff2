// @long every failure story once more, in the window of a desktop app
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scenarios } from '@entra-flows/identity-emulator';
import { appliesTo, meetAll } from '@entra-flows/sample-testing';
import { buildApp } from '../launch/build-app.ts';
import { meetStory, type Met } from '../testing/meet-story.ts';
import { type Meeting, meetings, type Start } from '../testing/story-table.ts';

let folder: string;
let metAt: (meeting: Meeting) => Met;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-stories-'));
  await buildApp(folder);
  metAt = await meetAll(meetings, (meeting) => meetStory(folder, meeting));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const titled = meetings.map((meeting) => [meeting.story, meeting.start, meeting] as const);

describe('each failure story ends as a good app ends it', () => {
  test.each(titled)('%s (%s)', (_story, _start, meeting) => {
    const { ends, says = /(?:)/, pause = 0 } = meeting;
    const { code, ...more } = ends;
    const met = metAt(meeting);
    expect(met).toMatchObject({ problem: code ? expect.stringContaining(code) : '', ...more });
    // Timers of Node may fire a little early.
    expect(met.pause).toBeGreaterThanOrEqual(pause - 0.05);
    expect(met.problem + met.page).toMatch(says);
    if (met.problem) expect(met.problem).toMatch(/Why: .*\nNext: /s);
    expect(met.problem).not.toMatch(/\n\s+at |undefined|\[object|eyJ/);
  });
});

/** What the app and the user's browser ask of the emulator; of the token endpoint, the grant. */
const signIn = ['discovery', 'authorize', 'authorization_code'];
const asks: Partial<Record<Start, string[]>> = {
  newcomer: signIn,
  renew: [...signIn, 'refresh_token', 'graph'],
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
