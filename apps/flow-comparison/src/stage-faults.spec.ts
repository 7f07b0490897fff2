// @long lanes that fail, are stopped, or lose their emulators: each begins anew
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { collectRuns } from './compare/collect-runs.ts';
import { openWatchedStage, type WatchedStage } from '../testing/watched-stage.ts';

let watched: WatchedStage;
afterEach(() => watched.stage.close());

async function untilEvent(lane: string, kind: string): Promise<void> {
  const isThere = () =>
    watched.endOf(lane)?.state === 'running' &&
    watched.eventsOf(lane).some((event) => event.kind === kind);
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a scenario is met: the failure, its diagnosis, and the flow to try instead; then stopped in mid-run, and reset', async () => {
  watched = await openWatchedStage(['device-code']);
  const { stage, messages, emulators, eventsOf, endOf } = watched;
  await stage.start({ run: 1, scenario: 'device-code-blocked' });
  expect(endOf('lane-1')).toMatchObject({ state: 'failed', scenario: 'device-code-blocked' });
  expect(eventsOf('lane-1').at(-1)).toMatchObject({
    kind: 'outcome',
    failed: { code: 'AADSTS53003' },
  });
  expect(messages).toContainEqual(
    expect.objectContaining({
      ...{ type: 'diagnosis', code: 'AADSTS53003', insteadFlow: 'interactive' },
      remedy: {
        en: expect.stringMatching(/\w{4}/),
        ko: expect.stringMatching(/[가-힣]/),
      } as unknown,
    }),
  );

  const running = stage.start({ run: 1 });
  // From the first moment on, and until it is over.
  expect([stage.isRunning(), stage.isRunning('lane-1')]).toEqual([true, true]);
  await untilEvent('lane-1', 'show-code');
  await stage.stop();
  await running;
  expect(stage.isRunning()).toBe(false);
  expect(endOf('lane-1')).toMatchObject({ state: 'stopped' });
  await stage.reset();
  expect(endOf('lane-1')).toMatchObject({ state: 'ready', run: 1 });
  expect(emulators).toHaveLength(3);
});

test.each([
  ['SIGKILL', 'The sample was ended by SIGKILL from outside.'],
  ['SIGSEGV', 'The sample crashed (SIGSEGV).'],
])('a sample that ends by %s: its lane says how, the other goes on', async (signal, message) => {
  watched = await openWatchedStage(['device-code', 'interactive']);
  const { stage, endOf } = watched;
  const running = stage.start({ run: 1 });
  await untilEvent('lane-1', 'show-code');
  execFileSync('pkill', [`-${signal.slice(3)}`, '-P', `${process.pid}`, '-f', 'cli-device-code']);
  await running;
  const en = `${message} Press reset, then start it again.`;
  expect(endOf('lane-1')).toMatchObject({ state: 'failed', message: { en } });
  expect(endOf('lane-2')?.state).toBe('succeeded');
});

test('the emulators are gone in mid-run, or between runs: the lanes say so, and the next start gets others', async () => {
  watched = await openWatchedStage(['device-code', 'interactive']);
  const { stage, emulators, endOf, killEmulators } = watched;
  const running = stage.start({ run: 1 });
  await Promise.all([untilEvent('lane-1', 'show-code'), untilEvent('lane-2', 'authorize')]);
  await killEmulators();
  await running;
  for (const lane of ['lane-1', 'lane-2']) {
    expect(endOf(lane)).toMatchObject({ state: 'failed' });
    expect(endOf(lane)?.message?.en).toMatch(/emulator of this lane is gone: .* next start gets/);
  }
  for (const run of [1, 2] as const) {
    await stage.start({ run });
    for (const lane of ['lane-1', 'lane-2'])
      expect(endOf(lane)).toMatchObject({ state: 'succeeded', run });
    expect(emulators).toHaveLength(2 + 2 * run);
    await killEmulators();
  }
});

test('the clock goes on by 15 minutes: the code is refused, and the lane says why', async () => {
  watched = await openWatchedStage(['device-code']);
  const { stage, eventsOf, endOf, messages } = watched;
  await stage.start({ run: 1, advanceSeconds: 900 });
  expect(endOf('lane-1')).toMatchObject({ state: 'failed' });
  expect(eventsOf('lane-1').at(-1)?.failed?.code).toMatch(/AADSTS70020|expired/);
  expect(messages.some(({ type }) => type === 'diagnosis')).toBe(true);
  expect(eventsOf('lane-1').find(({ kind }) => kind === 'clock')?.note).toEqual({ seconds: 900 });
});

test('a browser that does not start, or hangs: its lane says so, the other goes on, and a reset has room for another', async () => {
  process.env['CHROMIUM'] = '/bin/false';
  try {
    watched = await openWatchedStage(['single-page', 'device-code']);
    const { stage, endOf } = watched;
    await stage.start({ run: 1 });
    expect(endOf('lane-1')).toMatchObject({
      state: 'failed',
      message: {
        en: expect.stringMatching(
          /^The browser that visits the app failed: \w.*[^.]\. Press reset/,
        ),
        ko: expect.stringMatching(/^앱에 방문하는 브라우저가 실패했습니다: /),
      },
    });
    expect(endOf('lane-2')?.state).toBe('succeeded');
    const hung = join(mkdtempSync(join(tmpdir(), 'hung-')), 'chromium');
    writeFileSync(hung, `#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 100\n`, { mode: 0o755 });
    process.env['CHROMIUM'] = hung;
    void stage.start({ run: 1, lane: 'lane-1' });
    while (!existsSync(`${hung}.pid`)) await new Promise((resolve) => setTimeout(resolve, 20));
    // Nobody waits for it.
    await stage.reset('lane-1');
    expect(endOf('lane-1')?.state).toBe('ready');
    process.kill(Number(readFileSync(`${hung}.pid`, 'utf8')));
    rmSync(dirname(hung), { recursive: true });
    delete process.env['CHROMIUM'];
    await stage.start({ run: 1, lane: 'lane-1' });
    expect(endOf('lane-1')?.state).toBe('succeeded');
  } finally {
    delete process.env['CHROMIUM'];
  }
}, 60_000);

test('a connection that is cut is told by the app that notices; a clock that is ahead, by the stage', async () => {
  watched = await openWatchedStage(['silent']);
  const { stage, eventsOf } = watched;
  await stage.start({ run: 1, scenario: 'connection-dropped' });
  const told = eventsOf('lane-1').filter(({ kind }) => /api|answer|wait/.test(kind));
  const cut = [
    ['api-call', undefined],
    ['no-answer', 'ECONNRESET'],
    ['retry-wait', undefined],
  ];
  expect(told.map(({ kind, failed }) => [kind, failed?.code])).toEqual([...cut, ...cut, cut[0]]);
  await stage.start({ run: 1, scenario: 'clock-skew' });
  expect(eventsOf('lane-1')[0]).toMatchObject({ kind: 'clock', note: { seconds: 600 } });
});

// Only root may mount a small disk.
(process.getuid?.() === 0 ? test : test.skip)(
  'a disk that is full: its lane says so, the other goes on, and the next start has room again',
  async () => {
    watched = await openWatchedStage(['device-code', 'interactive']);
    const { stage, endOf } = watched;
    const [own = ''] = readdirSync(tmpdir()).filter((name) =>
      name.startsWith(`flow-comparison-${process.pid}-`),
    );
    const lane = readdirSync(join(tmpdir(), own)).find((name) =>
      name.startsWith('cli-device-code'),
    );
    const folder = join(tmpdir(), own, lane ?? '');
    const mount =
      'cp -a "$0/." "$0.kept" && mount -t tmpfs -o size=1m none "$0" && cp -a "$0.kept/." "$0"';
    execFileSync('sh', ['-c', mount, folder]);
    try {
      // To the last page: what is left of a large write is room for a small cache.
      const fill = () => {
        for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(4096));
      };
      expect(fill).toThrow(/ENOSPC/);
      await stage.start({ run: 1 });
    } finally {
      execFileSync('umount', ['--lazy', folder]);
    }
    expect(endOf('lane-1')).toMatchObject({
      state: 'failed',
      message: { en: expect.stringMatching(/^The disk is full.* Make room, then press reset\.$/) },
    });
    expect(endOf('lane-2')?.state).toBe('succeeded');
    await stage.start({ run: 1 });
    expect(endOf('lane-1')?.state).toBe('succeeded');

    // A program that is started for a lane has words of its own for it.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', join(tmpdir(), own)]);
    try {
      await stage.setLanes([{ flow: 'broker', user: 'scripted' }]);
      await stage.ready();
    } finally {
      execFileSync('umount', ['--lazy', join(tmpdir(), own)]);
    }
    expect(endOf('lane-1')).toMatchObject({
      ...{ flow: 'broker', state: 'failed' },
      message: { en: expect.stringMatching(/^The disk is full/) },
    });
  },
);

test('folders that somebody removed are made anew by the next start, of either run, and no lane ends the stage', async () => {
  watched = await openWatchedStage(['device-code', 'web-auth-code']);
  const { stage, endOf } = watched;
  const folders = () =>
    readdirSync(tmpdir())
      .filter((name) => name.startsWith(`flow-comparison-${process.pid}-`))
      .map((name) => join(tmpdir(), name));
  await stage.start({ run: 1 });
  for (const run of [2, 1] as const) {
    for (const folder of folders()) rmSync(folder, { recursive: true });
    await stage.start({ run, lane: 'lane-1' });
    expect(endOf('lane-1')).toMatchObject({ state: 'succeeded', run });
  }
  // A file is there now, and no folder can be.
  const [folder = ''] = folders();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  await stage.start({ run: 1 });
  for (const lane of ['lane-1', 'lane-2'])
    expect(endOf(lane)).toMatchObject({
      state: 'failed',
      message: { en: expect.stringMatching(/^The sample could not be started: E.* Press reset/) },
    });
  rmSync(folder);
  await stage.start({ run: 1 });
  for (const lane of ['lane-1', 'lane-2']) expect(endOf(lane)?.state).toBe('succeeded');
});

test('what is asked in a hurry counts: a reset ends the emulators of which policies are asked', async () => {
  watched = await openWatchedStage(['device-code', 'interactive']);
  const { stage, messages, endOf } = watched;
  await Promise.all([
    stage.setPolicies([{ id: 'require-mfa', on: true }]),
    stage.reset(),
    stage.setPolicies([{ id: 'block-device-code', on: true }]),
  ]);
  await stage.ready();
  for (const lane of ['lane-1', 'lane-2']) {
    expect(endOf(lane)).toMatchObject({ state: 'ready' });
    const last = messages.findLast((one) => one.lane === lane && one.type === 'policies');
    const on = last?.type === 'policies' ? last.policies.filter((policy) => policy.on) : [];
    expect(on.map(({ id }) => id).sort()).toEqual(['block-device-code', 'require-mfa']);
  }
  // One after the other, whatever was asked for while a run was on.
  await stage.setPolicies(['require-mfa', 'block-device-code'].map((id) => ({ id, on: false })));
  void stage.start({ run: 1 });
  await untilEvent('lane-1', 'show-code');
  const before = messages.length;
  await Promise.all([stage.start({ run: 1 }), stage.reset(), stage.start({ run: 1 })]);
  for (const lane of ['lane-1', 'lane-2']) {
    const told = messages.slice(before).filter((one) => one.lane === lane);
    const states = told.flatMap((one) => (one.type === 'lane' ? [one.state] : []));
    expect(states).toEqual(['starting', 'ready', 'running', 'succeeded']);
  }
});

test('lanes that are changed in a hurry: one that gave its place to another says nothing more', async () => {
  watched = await openWatchedStage(['device-code']);
  const { stage, messages, endOf } = watched;
  const change = (...flows: string[]) =>
    stage.setLanes(flows.map((flow) => ({ flow, user: 'scripted' })));
  const changes = [change('web-auth-code', 'interactive'), stage.start({ run: 1 })];
  await untilEvent('lane-1', 'authorize');
  const before = messages.length;
  await Promise.all([...changes, change('silent', 'device-code'), change('interactive', 'silent')]);
  await stage.ready();
  const told = messages.slice(before).map((one) => one.type === 'lane' && one.flow);
  expect(told).not.toContain('web-auth-code');
  expect([endOf('lane-1'), endOf('lane-2')]).toMatchObject([
    { flow: 'interactive', state: 'ready' },
    { flow: 'silent', state: 'ready' },
  ]);
});

test('a lane that comes while a policy is on has it, too: an administrator has one tenant', async () => {
  watched = await openWatchedStage(['device-code']);
  const { stage, messages, endOf } = watched;
  await stage.setPolicies([{ id: 'block-device-code', on: true }]);
  await stage.setLanes(
    ['device-code', 'device-code/own-loop'].map((flow) => ({ flow, user: 'scripted' })),
  );
  await stage.ready();
  const told = messages.findLast(({ type, lane }) => type === 'policies' && lane === 'lane-2');
  expect(told).toMatchObject({
    policies: expect.arrayContaining([
      expect.objectContaining({ id: 'block-device-code', on: true }),
    ]) as unknown,
  });
  await stage.start({ run: 1, lane: 'lane-2' });
  expect(endOf('lane-2')).toMatchObject({
    state: 'failed',
    message: { en: expect.stringMatching(/53003/) },
  });
});

test('runs that are ended in the middle are not collected: a recording of them would be cut off', async () => {
  watched = await openWatchedStage([]);
  const over = new AbortController();
  const flows = ['interactive', 'device-code'];
  const collecting = collectRuns({ flows, signal: over.signal });
  setTimeout(() => over.abort(), 3_000);
  // The device code needs at least its interval of 5 s.
  expect(await collecting).toEqual([]);
});
