import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { watchedEmulators } from '../testing/watched-emulators.ts';
import type { LaneEmulator } from './lanes/emulators.ts';
import type { LaneEvent, LaneMessage, StageMessage } from './messages.ts';
import { sourceOf } from './places.ts';
import { scoreOf } from './run/score.ts';
import { createStage, type Stage } from './stage.ts';

/** What the lanes told, and their emulators. */
let messages: StageMessage[];
let emulators: LaneEmulator[];
let stage: Stage;

async function openStage(flows: string[], failing?: string): Promise<void> {
  messages = [];
  const { pool, taken } = await watchedEmulators(failing);
  emulators = taken;
  stage = createStage(pool, (message) => messages.push(message), { longest: 60_000 });
  await stage.setLanes(flows.map((flow) => ({ flow, user: 'scripted' })));
  await stage.ready();
}

afterEach(async () => {
  await stage.close();
  expect(foldersOf()).toEqual([]);
});

const foldersOf = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`flow-comparison-${process.pid}-`));

/** Of the run that was told last. */
const eventsOf = (lane: string): LaneEvent[] => {
  const begun = messages.findLastIndex(
    (message) => message.type === 'lane' && message.lane === lane && message.state === 'running',
  );
  return messages
    .slice(begun)
    .flatMap((message) =>
      message.type === 'event' && message.lane === lane ? [message.event] : [],
    );
};
const endOf = (lane: string): LaneMessage | undefined =>
  messages.findLast(
    (message): message is LaneMessage => message.type === 'lane' && message.lane === lane,
  );

/** Tokens that lie in the lanes' caches, and the passwords of the practice accounts. */
function secrets(): string[] {
  const [folder = ''] = foldersOf();
  const files = readdirSync(join(tmpdir(), folder), { recursive: true, withFileTypes: true });
  const caches = files
    .filter((entry) => entry.isFile() && entry.name === 'cache')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const tokens = caches.flatMap((text) => text.match(/(?<="secret": ?")[^"]+/g) ?? []);
  return [...tokens, ...emulators.flatMap(({ users }) => users.map(({ password }) => password))];
}

describe('two lanes, started with one button', () => {
  test('list what the emulators saw, in their order, and no secret; the second run asks nothing', async () => {
    await openStage(['device-code', 'interactive']);
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

    await stage.start({ run: 2 });
    for (const lane of ['lane-1', 'lane-2']) {
      expect(endOf(lane)).toMatchObject({ state: 'succeeded', run: 2 });
      expect(eventsOf(lane).flatMap(({ exchange, kind }) => (exchange ? [kind] : []))).toEqual([
        'api-call',
      ]);
    }
  });

  test('show which lines ran: a silent success does not enter the flow', async () => {
    await openStage(['device-code']);
    const ranIn = () => messages.findLast((message) => message.type === 'lines')?.ran ?? [];
    const source = sourceOf('cli-device-code').split('\n');
    const callback =
      source.findIndex((line) => line.includes('acquireTokenByDeviceCode(client')) + 1;
    const silent = source.findIndex((line) => line.includes('acquireToken(client')) + 1;
    await stage.start({ run: 1 });
    expect(ranIn()).toEqual(expect.arrayContaining([callback, silent]));
    await stage.start({ run: 2 });
    expect(ranIn()).toContain(silent);
    expect(ranIn()).not.toContain(callback);
  });

  test('meet a scenario: the failure, its diagnosis, and the flow to try instead', async () => {
    await openStage(['device-code']);
    await stage.start({ run: 1, scenario: 'device-code-blocked' });
    expect(endOf('lane-1')).toMatchObject({ state: 'failed', scenario: 'device-code-blocked' });
    expect(eventsOf('lane-1').at(-1)).toMatchObject({
      kind: 'outcome',
      failed: { code: 'AADSTS53003' },
    });
    expect(messages).toContainEqual(
      expect.objectContaining({
        ...{ type: 'diagnosis', code: 'AADSTS53003', insteadFlow: 'interactive' },
        remedy: expect.stringMatching(/\w{4}/) as unknown,
      }),
    );
  });

  test('can be stopped in mid-run, and reset', async () => {
    await openStage(['device-code']);
    const running = stage.start({ run: 1 });
    while (!messages.some(({ type }) => type === 'event'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await stage.stop();
    await running;
    expect(endOf('lane-1')).toMatchObject({ state: 'stopped' });
    await stage.reset();
    expect(endOf('lane-1')).toMatchObject({ state: 'ready', run: 1 });
    expect(emulators).toHaveLength(2);
  });
});

test('a lane whose emulator does not come up says why, and the stage goes on', async () => {
  await openStage(['device-code', 'interactive'], 'no port is free.');
  for (const lane of ['lane-1', 'lane-2'])
    expect(endOf(lane)).toMatchObject({
      state: 'failed',
      message:
        'The identity emulator of this lane did not start: no port is free. Press reset to try again.',
    });
  await stage.start({ run: 1 });
  expect(endOf('lane-1')).toMatchObject({ state: 'failed' });
});
