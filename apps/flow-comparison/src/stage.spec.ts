import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { openWatchedStage, type WatchedStage } from '../testing/watched-stage.ts';
import type { LaneEvent } from './messages.ts';
import { sourceOf } from './places.ts';
import { findRecording } from './record/read-recordings.ts';
import { scoreOf } from './run/score.ts';

let watched: WatchedStage;

afterEach(async () => {
  await watched.stage.close();
  expect(foldersOf()).toEqual([]);
});

const foldersOf = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`flow-comparison-${process.pid}-`));

/** Tokens that lie in the lanes' caches, and the passwords of the practice accounts. */
function secrets(): string[] {
  const [folder = ''] = foldersOf();
  const files = readdirSync(join(tmpdir(), folder), { recursive: true, withFileTypes: true });
  const caches = files
    .filter((entry) => entry.isFile() && entry.name === 'cache')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const tokens = caches.flatMap((text) => text.match(/(?<="secret": ?")[^"]+/g) ?? []);
  const users = watched.emulators.flatMap((one) => one.users);
  return [...tokens, ...users.map(({ password }) => password)];
}

/** The system's clock goes back an hour. */
async function withClockSetBack(afterMs: number, work: () => Promise<void>): Promise<void> {
  const { now } = Date;
  const back = () => void (Date.now = () => now() - 3_600_000);
  if (afterMs === 0) back();
  else setTimeout(back, afterMs);
  await work();
  Date.now = now;
}

test('two lanes list what the emulators saw, which lines ran, and no secret; the second run asks nothing', async () => {
  watched = await openWatchedStage(['device-code', 'interactive']);
  const { stage, emulators, messages, eventsOf, endOf, linesOf } = watched;
  await stage.start({ run: 1 });
  for (const [index, lane] of ['lane-1', 'lane-2'].entries()) {
    expect(endOf(lane)).toMatchObject({ state: 'succeeded', run: 1 });
    const events = eventsOf(lane);
    expect(events.map(({ order }) => order)).toEqual(events.map((_, at) => at + 1));
    const journal = (await emulators[index]?.control.exchanges()) ?? [];
    const isPage = ({ note }: LaneEvent) => note?.['endpoint'] === 'page';
    const seen = events.filter((one) => one.source === 'authority' && !isPage(one));
    expect(seen.map(({ note, exchange }) => [note?.['endpoint'], exchange?.path])).toEqual(
      journal.map(({ endpoint, path }) => [endpoint, path]),
    );
    const own = journal.filter(({ endpoint }) => endpoint !== 'authorize');
    expect(scoreOf(events).requests).toBe(own.length);
    expect(scoreOf(events).userActions).toBeGreaterThan(0);
    expect(events.some(({ kind }) => kind === 'password')).toBe(true);
  }
  const told = JSON.stringify(messages);
  expect(secrets().length).toBeGreaterThan(10);
  for (const secret of secrets()) expect(told).not.toContain(secret.slice(0, 40));
  expect(told).not.toMatch(/eyJ[\w-]{10,}\.eyJ/);
  for (const { controlSecret } of emulators) expect(told).not.toContain(controlSecret);
  // A silent success visibly does not enter the flow.
  const source = sourceOf('cli-device-code').split('\n');
  const lineOf = (part: string) => source.findIndex((line) => line.includes(part)) + 1;
  const [callback, silent] = [
    lineOf('acquireTokenByDeviceCode(client'),
    lineOf('acquireToken(client'),
  ];
  expect(linesOf('lane-1')).toEqual(expect.arrayContaining([callback, silent]));

  // The clock of the lanes is an hour ahead, as where it is set in the middle of a run.
  await withClockSetBack(0, () => stage.start({ run: 2 }));
  for (const lane of ['lane-1', 'lane-2']) {
    expect(endOf(lane)).toMatchObject({ state: 'succeeded', run: 2 });
    expect(Math.max(...eventsOf(lane).map(({ at }) => at))).toBeLessThan(60_000);
    expect(eventsOf(lane).flatMap(({ exchange, kind }) => (exchange ? [kind] : []))).toEqual([
      'api-call',
    ]);
  }
  expect(linesOf('lane-1')).toContain(silent);
  expect(linesOf('lane-1')).not.toContain(callback);
});

test('a lane whose first run got no token has no second: that run stays, and the others go on', async () => {
  watched = await openWatchedStage(['device-code', 'silent', 'interactive']);
  const { stage, messages, endOf } = watched;
  await stage.start({ run: 1, lane: 'lane-1', scenario: 'device-code-blocked' });
  await stage.start({ run: 1, lane: 'lane-2', scenario: 'refresh-token-revoked' });
  await stage.start({ run: 1, lane: 'lane-3' });
  const before = messages.length;
  await stage.start({ run: 2 });
  expect(new Set(messages.slice(before).map(({ lane }) => lane))).toEqual(new Set(['lane-3']));
  expect(
    ['lane-1', 'lane-2', 'lane-3'].map((lane) => [endOf(lane)?.state, endOf(lane)?.run]),
  ).toEqual([
    ['failed', 1],
    ['failed', 1],
    ['succeeded', 2],
  ]);
  expect([stage.isRefused(), stage.isRefused('lane-1')]).toEqual([false, true]);
  await stage.start({ run: 1, lane: 'lane-1' });
  await stage.start({ run: 2, lane: 'lane-1' });
  expect(endOf('lane-1')).toMatchObject({ state: 'succeeded', run: 2 });
});

test('a lane that begins with its second run meets the same each time, and a failed API leaves its token', async () => {
  watched = await openWatchedStage(['device-code', 'silent']);
  const { stage, eventsOf, endOf } = watched;
  await stage.setPolicies([{ id: 'block-device-code', on: true }]);
  for (const _ of [1, 2]) {
    await stage.start({ run: 2, lane: 'lane-1' });
    expect(eventsOf('lane-1').at(-1)?.failed?.code).toBe('AADSTS53003');
  }
  await stage.setPolicies([{ id: 'block-device-code', on: false }]);
  await stage.start({ run: 1, lane: 'lane-2', scenario: 'outage' });
  expect(endOf('lane-2')?.state).toBe('failed');
  await stage.start({ run: 2, lane: 'lane-2' });
  expect(endOf('lane-2')).toMatchObject({ state: 'succeeded', run: 2 });
});

test('lanes that are named again stay as they are, wherever they stand then; a new one gets a free name', async () => {
  watched = await openWatchedStage(['device-code', 'interactive', 'silent']);
  const { stage, messages } = watched;
  const before = messages.length;
  const [, second, third] = stage.lanes();
  const code = { flow: 'device-code', user: 'scripted' } as const;
  await stage.setLanes([third!, code, { ...code, lane: 'lane-2' }, second!]);
  await stage.ready();
  // lane-2 was named twice.
  expect(stage.lanes()).toEqual([
    third,
    ...['lane-1', 'lane-2'].map((lane) => ({ ...code, lane })),
    { ...second, lane: 'lane-4' },
  ]);
  const told = messages.slice(before).filter(({ type }) => type === 'lane');
  expect(told.map(({ lane }) => lane)).not.toContain('lane-3');
  await stage.setLanes([second!, stage.lanes()[3]!].map((one) => ({ ...one, flow: 'silent' })));
  expect(stage.lanes().map(({ lane }) => lane)).toEqual(['lane-2', 'lane-4']);
});

test('a lane that cannot run here says why: its emulator does not come up, or its browser is missing', async () => {
  const named = process.env['CHROMIUM'];
  process.env['CHROMIUM'] = '/nowhere/chromium';
  try {
    watched = await openWatchedStage(['device-code', 'single-page'], {
      failing: 'no port is free',
      recording: findRecording,
    });
    const { stage, endOf, eventsOf, messages } = watched;
    await stage.setPolicies([{ id: 'require-mfa', on: true }], 'lane-2');
    await stage.start({ run: 2 });
    expect(endOf('lane-2')).toMatchObject({ state: 'unavailable' });
    expect(endOf('lane-2')?.message?.en).toMatch(
      /^There is no recording of this\. It runs in Chromium/,
    );

    await stage.setPolicies([{ id: 'require-mfa', on: false }], 'lane-2');
    await withClockSetBack(50, () => stage.start({ run: 2 }));
    expect(endOf('lane-1')).toMatchObject({
      state: 'failed',
      message: {
        en: 'The identity emulator of this lane did not start: no port is free. Press reset to try again.',
        ko: expect.stringContaining('시작되지 않았습니다: no port is free. 초기화를'),
      },
    });
    expect(endOf('lane-2')).toMatchObject({ state: 'succeeded', recorded: true });
    expect(endOf('lane-2')?.message?.en).toMatch(
      /^This lane plays a recording\. It runs in Chromium/,
    );
    const recorded = findRecording({ flow: 'single-page', run: 2 })?.messages ?? [];
    expect(eventsOf('lane-2')).toEqual(
      recorded.flatMap((message) => (message.type === 'event' ? [message.event] : [])),
    );
    expect(messages.some(({ lane }) => lane !== 'lane-1' && lane !== 'lane-2')).toBe(false);
  } finally {
    if (named === undefined) delete process.env['CHROMIUM'];
    else process.env['CHROMIUM'] = named;
  }
});

test('what goes wrong before a run is told in its lane, whatever it is', async () => {
  const named = process.env['CHROMIUM'];
  process.env['CHROMIUM'] = '/nowhere/chromium';
  try {
    const recording = () => {
      throw new SyntaxError('Unexpected end of JSON input');
    };
    watched = await openWatchedStage(['single-page'], { recording });
    await watched.stage.start({ run: 1 });
    expect(watched.endOf('lane-1')).toMatchObject({
      state: 'failed',
      message: {
        en: expect.stringMatching(
          /^The sample could .* started: Unexpected end of JSON input\. Press/,
        ),
      },
    });
  } finally {
    if (named === undefined) delete process.env['CHROMIUM'];
    else process.env['CHROMIUM'] = named;
  }
});
