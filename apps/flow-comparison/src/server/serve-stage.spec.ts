import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LaneMessage, StageState } from '../messages.ts';
import type { Stage } from '../stage.ts';
import { type MessageJournal, messageJournal } from './message-journal.ts';
import { serveStage, type StageServer } from './serve-stage.ts';

let server: StageServer;
let journal: MessageJournal;
let calls: unknown[];
let cookie: string;
let stage: Stage;
let running: string[];
let refused: boolean;
beforeEach(async () => {
  calls = [];
  running = [];
  refused = false;
  journal = messageJournal();
  const note =
    (name: string) =>
    async (...given: unknown[]) =>
      void calls.push([name, ...given]);
  stage = {
    lanes: () =>
      ['lane-1', 'lane-2'].map((lane) => ({ lane, flow: 'device-code', user: 'scripted' })),
    isRunning: (lane) => running.some((one) => lane === undefined || lane === one),
    setScene: (scene) => void calls.push(['scene', scene]),
    isRefused: () => refused,
    speak: () => {},
    ...{ setLanes: note('lanes'), start: note('start'), stop: note('stop') },
    ...{ reset: note('reset'), setPolicies: note('policies') },
    ...{ ready: note('ready'), close: note('close') },
  };
  server = await serveStage(stage, journal, 0);
  const opened = await fetch(server.address, { redirect: 'manual' });
  cookie = (opened.headers.get('set-cookie') ?? '').replace(/;.*/, '');
});
afterEach(() => server.close());

const at = (path: string) => `http://localhost:${server.port}${path}`;
const origin = () => `http://localhost:${server.port}`;
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask('POST', path, body, headers);
const ask = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), {
    method,
    body: JSON.stringify(body),
    headers: { cookie, origin: origin(), ...headers },
  });

/** `fetch` does not let a caller choose the host. */
const statusFor = (host: string, path = '/') =>
  new Promise<number>((resolve, reject) => {
    const options = { port: server.port, host: '127.0.0.1', path, headers: { host, cookie } };
    request(options, ({ statusCode = 0 }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });

describe('the server of the stage', () => {
  test('opens in the language of the terminal, where that is Korean', async () => {
    const other = await serveStage(stage, messageJournal(), 0, 'ko');
    const opened = await fetch(other.address, { redirect: 'manual' });
    expect(opened.headers.get('location')).toBe('/?lang=ko');
    await other.close();
  });

  test('gives a cookie that no script and no other site gets for the key, and nothing without it', async () => {
    const opened = await fetch(server.address, { redirect: 'manual' });
    expect(opened.headers.get('set-cookie')).toMatch(
      /=\S{20,}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
    expect((await fetch(at('/api/stage'))).status).toBe(403);
    const refused = await fetch(at('/?key=wrong'), { redirect: 'manual' });
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await fetch(at('/api/stage'), { headers: { cookie } })).status).toBe(200);
  });

  test('says in the language of the page what the stage can do, also of this machine', async () => {
    const said = async (lang: string) => {
      const answer = await fetch(at(`/api/stage?lang=${lang}`), { headers: { cookie } });
      const { machine, policies, scenarios, flows } = (await answer.json()) as StageState;
      return [
        ...(machine ?? []).map(({ reason }) => reason),
        ...[...policies, ...scenarios].flatMap(({ title, short }) => [title, short]),
        ...flows.map(({ title }) => title),
      ];
    };
    expect((await said('ko')).filter((text) => !/[가-힣]/.test(text))).toEqual([]);
    expect((await said('en')).filter((text) => /[가-힣]/.test(text))).toEqual([]);
  });

  test('takes what changes from its own page alone', async () => {
    expect((await post('/api/start', {}, { origin: 'http://localhost:1' })).status).toBe(403);
    expect((await post('/api/start', {}, { origin: 'null' })).status).toBe(403);
    expect(calls).toEqual([]);
    expect((await post('/api/start', {})).status).toBe(200);
    expect(calls).toEqual([['start', { run: 1 }]]);
  });

  test('starts nothing anew that runs, unless it is asked to', async () => {
    running = ['lane-1'];
    for (const body of [{}, { lane: 'lane-1' }, { reset: false }]) {
      const answer = await post('/api/start', body);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toEqual({ error: expect.stringMatching(/^Lanes are running/) });
    }
    expect(calls).toEqual([]);
    for (const body of [{ lane: 'lane-2' }, { reset: true }])
      expect((await post('/api/start', body)).status).toBe(200);
    expect(calls).toEqual([
      ['start', { run: 1, lane: 'lane-2' }],
      ['start', { run: 1 }],
    ]);
  });

  test('starts no second run where the first got no token', async () => {
    refused = true;
    const answer = await post('/api/start', { run: 2 });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/got no token, so/) });
    expect(calls).toEqual([]);
    expect((await post('/api/start', { run: 1 })).status).toBe(200);
  });

  test('is localhost, whatever name leads here', async () => {
    expect(await statusFor(`rebound.example:${server.port}`)).toBe(421);
    expect(await statusFor(`127.0.0.1:${server.port}`)).not.toBe(421);
  });

  test.each([
    ['POST', '/api/start', { run: 3 }, /"run" is 1 or 2/],
    ['POST', '/api/start', { run: '2' }, /"run" is 1 or 2/],
    ['POST', '/api/start', { scenario: 'no-such' }, /no scenario no-such/],
    ['POST', '/api/start', { scenario: 1 }, /"scenario" is not a name/],
    ['POST', '/api/start', { lane: 'lane-9' }, /no lane lane-9/],
    ['POST', '/api/start', { advanceSeconds: -1 }, /not a number of seconds/],
    ['POST', '/api/start', { advanceSeconds: '900' }, /not a number of seconds/],
    ['POST', '/api/start', { reset: 'yes' }, /"reset" is true or false/],
    ['POST', '/api/start', ['a list'], /not a JSON object/],
    ['POST', '/api/stop', { lane: 1 }, /"lane" is not a name/],
    ['POST', '/api/reset', { lane: ['lane-1'] }, /"lane" is not a name/],
    ['PUT', '/api/lanes', { lanes: [{ flow: 'silent', user: 'me' }] }, /"user" is "you" or/],
    ['PUT', '/api/lanes', { lanes: [{ flow: 'silent', user: true }] }, /"user" is not a name/],
    ['PUT', '/api/lanes', { lanes: [['silent']] }, /"lanes" is not a list/],
    ['PUT', '/api/policies', { policies: [{ id: 'require-mfa', on: 'x' }] }, /"on" is true or/],
    ['PUT', '/api/policies', { policies: [{ id: 'require-mfa', on: null }] }, /"on" is true or/],
    ['PUT', '/api/policies', { policies: [{ id: 'require-mfa' }] }, /"on" is missing/],
    ['PUT', '/api/policies', { policies: [{ id: 'toString', on: true }] }, /no policy toString/],
    ['PUT', '/api/policies', { policies: {} }, /"policies" is not a list/],
    ['PUT', '/api/scene', { scene: 'x' }, /There is no scene x/],
    ['PUT', '/api/scene', { scenario: 'x' }, /There is no scenario x/],
    ['PUT', '/api/scene', { scenario: 'hang', lane: 'x' }, /There is no lane x/],
  ])('refuses what makes no sense: %s %s %j', async (method, path, body, why) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).toMatch(why);
    expect(calls).toEqual([]);
  });

  test.each([
    '/%c0%ae',
    '/%E0%A4%A',
    '/%00',
    '/index.html/',
    `/${'a'.repeat(5000)}`,
    '//',
    'http://[',
  ])('has nothing at an address that no file can have: %.20s', async (path) =>
    expect(await statusFor(`localhost:${server.port}`, path)).toBe(404),
  );

  test('has a strict policy, and no file but those of its page', async () => {
    const page = await fetch(at('/../src/main.ts'), { headers: { cookie } });
    expect(page.status).toBe(404);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; /,
    );
  });

  test('goes on with the stream after the last message that arrived', async () => {
    for (const run of [1, 2, 1] as const) journal.add(lane(run));
    expect(await firstEvents(2, {})).toEqual([1, 2]);
    expect(await firstEvents(1, { 'last-event-id': '2' })).toEqual([3]);
    // More than fits into any buffer on the way.
    const text = 'x'.repeat(200_000);
    for (let id = 4; id <= 40; id += 1) journal.add({ type: 'terminal', lane: '', at: 0, text });
    expect((await firstEvents(38, { 'last-event-id': '2' })).at(-1)).toBe(40);
  });

  test('keeps the present first run and the present second run of a lane', () => {
    const running = (run: 1 | 2) => journal.add({ ...lane(run), state: 'running' });
    const text = (said: string) =>
      journal.add({ type: 'terminal', lane: 'lane-1', at: 0, text: said });
    const said = () =>
      journal
        .since(0)
        .flatMap(({ message }) => (message.type === 'terminal' ? [message.text] : []));
    running(1);
    text('first');
    for (const again of ['second', 'second, again']) {
      running(2);
      text(again);
      expect(said()).toEqual(['first', again]);
    }
    running(1);
    expect(said()).toEqual([]);
  });

  test('keeps the scene that was told last, whatever lanes do', () => {
    for (const scene of ['outage', 'hang']) journal.add({ type: 'scene', lane: '', at: 0, scene });
    for (const state of ['starting', 'removed'] as const) journal.add({ ...lane(1), state });
    const kept = journal.since(0).map(({ message }) => message);
    expect(kept.filter(({ type }) => type === 'scene')).toMatchObject([{ scene: 'hang' }]);
  });
});

const lane = (run: 1 | 2): LaneMessage => ({
  ...{ type: 'lane', lane: 'lane-1', at: 0, state: 'ready', flow: 'device-code', run },
  sample: 'cli-device-code',
});

/** IDs of the first events of a new stream. */
async function firstEvents(count: number, headers: Record<string, string>): Promise<number[]> {
  const over = new AbortController();
  const { body } = await fetch(at('/api/events'), {
    headers: { cookie, ...headers },
    signal: over.signal,
  });
  let text = '';
  const ids = () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  try {
    for await (const part of body ?? []) {
      text += Buffer.from(part as Uint8Array).toString();
      if (ids().length >= count) break;
    }
  } finally {
    over.abort();
  }
  return ids().slice(0, count);
}
