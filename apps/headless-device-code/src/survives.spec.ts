// @long waits through power cuts and outages
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  freePort,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type Place, placeFor, until } from '@entra-flows/sample-testing';
import { fullDisk } from '../testing/full-disk.ts';
import { type LogLine, runService, type Service } from '../testing/run-service.ts';

const USER = 'adele@contoso.example';
const HOUR = 3600;
let dataDir: string;
/** The same after each outage. */
let ports: { port: number; pagesPort: number };
let emulator: IdentityEmulator;
let place: Place;
let running: Service[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'headless-emulator-'));
  ports = { port: await freePort(), pagesPort: await freePort() };
  await comeBack();
  place = placeFor(emulator, 'headless-device-code');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
  await emulator.close();
  place.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(args: string[] = []): Service {
  const service = runService(place, ['--cache', join(place.folder, 'tokens'), ...args]);
  running.push(service);
  return service;
}
const approve = () => emulator.control.user({ does: 'approve', as: USER });
/** Ends a pause of the service. */
const wake = ({ child }: Service) => child.kill('SIGUSR2');
const pauseOf = ({ time, next_try: next = '' }: LogLine) =>
  (Date.parse(next) - Date.parse(time)) / 1000;
const requests = async (endpoint: string) =>
  (await emulator.control.exchanges()).filter((exchange) => exchange.endpoint === endpoint).length;

/** The authority comes back at the same place with the same keys and grants. */
async function comeBack(secondsLater = 0): Promise<void> {
  const clock = { now: () => Date.now() + secondsLater * 1000 };
  emulator = await startIdentityEmulator({
    ...{ dataDir, ...ports, clock },
    deviceCode: { interval: 0.1 },
  });
}

describe('a service that ends while it waits', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s: goes on with the same code, and the user who was typing it is signed in',
    async (signal) => {
      const first = start();
      const { user_code: code } = await first.event('sign-in-needed');
      await first.stop(signal);
      const second = start();
      expect((await second.event('sign-in-needed')).user_code).toBe(code);
      await approve();
      expect(await second.event('working')).toMatchObject({ username: USER });
      expect(await requests('devicecode')).toBe(1);
    },
  );
});

describe('an authority that is not there', () => {
  test('at boot: the service is up, says so, and shows a code once there is a network', async () => {
    await emulator.close();
    const service = start();
    const pauses = [
      await service.event('trouble', 1),
      await service.event('trouble', 2),
      await service.event('trouble', 3),
    ].map(pauseOf);
    expect(pauses[0]).toBeLessThanOrEqual(1);
    expect(pauses[2]).toBeGreaterThanOrEqual(0.95);
    expect(await service.get('/healthz')).toMatchObject({ status: 200 });
    expect(await service.get('/readyz')).toMatchObject({ status: 503 });
    expect((await service.get('/')).text).toContain('ECONNREFUSED');
    await comeBack();
    await approve();
    await service.event('working');
  });

  test('in trouble: says that it tries again by itself, and asks the user to do nothing', async () => {
    await emulator.control.play('outage');
    const service = start();
    const { code, text } = await service.event('trouble');
    expect(code).toBe('temporarily_unavailable');
    expect(text).toMatch(
      /\nNext: Nothing has to be done here\. It is tried again after the pause\./,
    );
    expect(text).not.toMatch(/in a minute/);
  });

  test('for an hour: the user is not asked again, although every token has run out meanwhile', async () => {
    await approve();
    const service = start(['--every', '1']);
    await service.event('working');
    await emulator.close();
    await service.event('trouble', 2);
    expect((await service.get('/readyz')).status).toBe(503);
    await comeBack(HOUR);
    await service.event('working', 2);
    expect((await service.get('/readyz')).status).toBe(200);
    const { err } = await service.stop();
    expect(err.match(/"event":"sign-in-needed"/g)).toHaveLength(1);
    expect(err.match(/"event":"signed-in"/g)).toHaveLength(1);
  });

  test('while the user has the code: it is the same when the authority is back', async () => {
    const service = start();
    const { user_code: code } = await service.event('sign-in-needed');
    await emulator.close();
    expect(await service.event('no-usable-answer')).toMatchObject({
      code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/),
    });
    await comeBack();
    await approve();
    await service.event('working');
    expect((await service.event('sign-in-needed')).user_code).toBe(code);
    expect((await service.get('/metrics')).text).toMatch(/poll_faults_total [1-9]/);
  });

  test('RFC 9110 10.2.3: one that throttles is not asked before Retry-After', async () => {
    await emulator.control.fault({
      at: 'devicecode',
      times: 1,
      answer: { status: 429, headers: { 'retry-after': '40' }, body: 'Too many requests.' },
    });
    const service = start();
    expect(pauseOf(await service.event('trouble'))).toBeGreaterThanOrEqual(39.9);
    wake(service);
    await service.event('sign-in-needed');
  });
});

test('a poll that cannot be read: the code stays on all displays, and is announced once', async () => {
  const headers = { 'x-long': 'x'.repeat(40_000) };
  await emulator.control.fault({ at: 'token', name: 'long', answer: { status: 400, headers } });
  const service = start(['--on-code', '/bin/true']);
  const { user_code: code = '' } = await service.event('sign-in-needed');
  await service.event('trouble', 2);
  expect(await service.get('/readyz')).toMatchObject({ status: 503 });
  expect((await service.get('/')).text).toContain(`<p class="big">${code}</p>`);
  await emulator.control.withdraw('long');
  await approve();
  await service.event('working');
  const { err } = await service.stop();
  expect(err.match(/"event":"(sign-in-needed|hook-ran|code-unused)"/g)).toHaveLength(2);
});

describe('a code that is not used', () => {
  test('is followed by another one, after pauses that grow, and it is said', async () => {
    const service = start(['--first-pause', '1', '--longest-pause', '600']);
    const codes = new Set<string | undefined>();
    const pauses: number[] = [];
    for (const nth of [1, 2, 3]) {
      codes.add((await service.event('sign-in-needed', nth)).user_code);
      await emulator.control.advanceClock(901);
      const unused = await service.event('code-unused', nth);
      pauses.push(pauseOf(unused));
      expect(unused.text).toMatch(/Next: /);
      wake(service);
    }
    expect(codes.size).toBe(3);
    // 1, 2 and 4 s, the latter half of each by chance.
    expect(pauses[0]).toBeLessThanOrEqual(1);
    expect(pauses[2]).toBeGreaterThanOrEqual(1.9);
    await approve();
    await service.event('working');
    expect((await service.get('/metrics')).text).toContain('codes_unused_total 3\n');
  });

  test('is declined, and the next one is accepted', async () => {
    await emulator.control.user({ does: 'decline', as: USER, times: 1 });
    const service = start();
    expect((await service.event('code-unused')).text).toMatch(/declined/);
    await approve();
    await service.event('working');
  });
});

test('a sign-in that is revoked months later: asks again', async () => {
  await approve();
  const service = start(['--every', '86400']);
  await service.event('working');
  await emulator.control.reset();
  await emulator.control.advanceClock(90 * 24 * HOUR);
  await emulator.control.play('sessions-ended');
  wake(service);
  expect((await service.event('sign-in-needed', 2)).why).toMatch(
    /not enough any more: it was revoked/,
  );
  expect((await service.get('/readyz')).status).toBe(503);
  await approve();
  await service.event('signed-in', 2);
  await service.event('working', 2);
});

test('an API that is down after the sign-in: the code is used up, and the user is not asked again', async () => {
  const answer = { status: 503, headers: { 'retry-after': '30' }, body: 'Down.' };
  await emulator.control.fault({ at: 'graph', name: 'down', answer });
  await approve();
  const service = start();
  const trouble = await service.event('trouble');
  expect(trouble).toMatchObject({ code: 'api_error', level: 'error' });
  expect(pauseOf(trouble)).toBeGreaterThanOrEqual(29.9);
  await emulator.control.withdraw('down');
  wake(service);
  await service.event('working');
  const { err } = await service.stop();
  const events = [...err.matchAll(/"event":"([^"]+)"/g)].map(([, event]) => event);
  // Its recovery does not count as a sign-in.
  expect(events.slice(-5)).toEqual([
    'sign-in-needed',
    'signed-in',
    'trouble',
    'working',
    'stopped',
  ]);
});

test('an API that cannot be reached is not taken for the authority', async () => {
  await emulator.control.fault({ at: 'graph', name: 'gone', answer: { drop: true } });
  await approve();
  const service = start();
  const { code, text } = await service.event('trouble');
  expect(code).toBe('api_error');
  expect(text).toMatch(/^The token was obtained, but the call of the API failed\.\n.*ECONNRESET/s);
  await emulator.control.withdraw('gone');
  await service.event('working');
});

test('what only an administrator can correct: says so, and works once it is corrected', async () => {
  await emulator.control.fault({ at: 'devicecode', name: 'app', answer: { aadsts: '700016' } });
  const service = start();
  const { code, text } = await service.event('trouble');
  expect(code).toBe('AADSTS700016');
  expect(text).toMatch(/Next: /);
  await emulator.control.withdraw('app');
  await approve();
  await service.event('working');
});

test('a policy against device code: proposes no browser, which the device does not have', async () => {
  await emulator.control.play('device-code-blocked');
  const { text } = await start().said('AADSTS53003');
  expect(text).toMatch(/^A policy of the organization blocks/);
  expect(text).not.toMatch(/Another way|browser/);
});

test('a full disk: works from memory, says so, and keeps the tokens as soon as there is room', async () => {
  const disk = fullDisk(place);
  try {
    const service = disk.run(place, ['--every', '1']);
    running.push(service);
    expect((await service.event('in-memory-only')).level).toBe('warning');
    await service.event('sign-in-needed');
    expect((await service.get('/')).text).toContain('Kept in memory only');
    await approve();
    await service.event('working');
    // The token runs out at the API: it is renewed without the disk, and without the user.
    await emulator.control.reset();
    await emulator.control.advanceClock(2 * HOUR);
    const before = await requests('graph');
    await until(async () => (await requests('graph')) >= before + 3);
    expect(await service.get('/readyz')).toMatchObject({ status: 200 });
    expect((await service.get('/metrics')).text).toContain('headless_device_code_not_kept 1\n');
    const file = join(place.folder, 'disk/tokens');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe('');

    disk.makeRoom(service);
    await service.event('on-disk-again');
    await service.stop('SIGKILL');
    const next = runService(place, ['--cache', file]);
    running.push(next);
    await next.event('working');
    const { err } = await next.stop();
    expect({ disk: disk.kind, asked: err.includes('sign-in-needed') }).toEqual({
      disk: disk.kind,
      asked: false,
    });
  } finally {
    await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
    disk.remove();
  }
});
