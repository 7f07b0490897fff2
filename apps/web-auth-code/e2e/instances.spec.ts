// @requires redis
// @long many starts of the app; token-cache-redis shows what a failing Redis does
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor, until } from '@entra-flows/sample-testing';
import { connectToRedis } from '@entra-flows/token-cache-redis';
import { type RedisServer, startRedis } from '@entra-flows/token-cache-redis/testing';
import {
  type PlainBrowser,
  plainBrowser,
} from '@entra-flows/identity-emulator/testing/plain-browser';
import { csrfOf } from '../testing/csrf-of.ts';
import { startInstance, type WebInstance } from '../testing/web-instance.ts';

const ADELE = 'adele@contoso.example';
const BRUNO = 'bruno@contoso.example';
let emulator: IdentityEmulator;
let redis: RedisServer;
let place: Place;
let one: WebInstance;
let two: WebInstance;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  [emulator, redis] = await Promise.all([startIdentityEmulator(), startRedis()]);
  place = placeFor(emulator, 'web-auth-code');
  env = { REDIS_URL: redis.url, SESSION_SECRET: randomBytes(32).toString('hex') };
  one = await startInstance(place, env);
  // Both are known to browsers by one address, as behind a load balancer.
  two = await startInstance(place, { ...env, PUBLIC_URL: one.url });
});
afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await Promise.all([redis.close(), emulator.close()]);
  place.remove();
});
beforeEach(() => emulator.control.reset());

const approve = (as = ADELE) => emulator.control.user({ does: 'approve', as });
const count = async (grant: string) =>
  (await emulator.control.exchanges()).filter(({ grantType }) => grantType === grant).length;

async function signedIn({ expired = 0, as = ADELE } = {}): Promise<PlainBrowser> {
  const answer = { merge: { expires_in: 60 } };
  if (expired > 0) await emulator.control.fault({ at: 'token', times: expired, answer });
  await approve(as);
  const browser = plainBrowser();
  const page = await browser.open(`${one.url}/sign-in`);
  expect(page.body).toContain(`${as}: token from`);
  return browser;
}

const healthy = (instance: WebInstance, wanted: number) =>
  until(async () => (await plainBrowser().open(`${instance.url}/healthz`)).status === wanted);

const readable = (browser: PlainBrowser, url: string) =>
  until(async () => (await browser.open(url)).body.includes(`${ADELE}: token from the cache`));

describe('two instances behind one Redis', () => {
  test('share a sign-in and its token, and the sign-out', async () => {
    const browser = await signedIn();
    const before = (await emulator.control.exchanges()).length;
    const page = await browser.open(`${two.url}/profile`);
    expect(page.body).toContain(`${ADELE}: token from the cache`);
    const asked = (await emulator.control.exchanges()).slice(before);
    expect(asked.filter(({ endpoint }) => endpoint !== 'graph')).toEqual([]);
    await browser.post(`${two.url}/sign-out`, { csrf: csrfOf(page) }, 0);
    expect((await browser.open(one.url)).body).toContain('You are not signed in');
  });

  test('end each other the session of a user who signed out, also after the next sign-in', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const page = await first.open(`${one.url}/profile`);
    // Delivered to the other instance while the page there is on its way.
    const under = Array.from({ length: 5 }, () => first.open(`${two.url}/profile`, 0));
    await first.post(`${one.url}/sign-out`, { csrf: csrfOf(page) }, 0);
    await Promise.all(under);
    expect((await first.open(two.url)).body).toContain('You are not signed in');
    await signedIn();
    for (const browser of [first, second]) {
      const { headers } = await browser.open(`${two.url}/profile`, 0);
      expect(headers['location']).toContain('/authorize');
    }
  });

  test('keep nothing in Redis that can be read, or that would work in another place', async () => {
    await redis.stop();
    await redis.start();
    await Promise.all([healthy(one, 200), healthy(two, 200)]);
    for (let times = 0; times < 50; times += 1) await plainBrowser().open(`${one.url}/sign-in`, 0);
    const { client, close } = connectToRedis(redis.url);
    await once(client, 'ready');
    const keys = async (pattern: string) => (await client.keys(pattern)).sort();
    const values = async (pattern: string) =>
      Promise.all((await keys(pattern)).map((key) => client.get(key)));
    const isOfNobody = (key: string) => /discovery|^web-auth-code:health$/.test(key);
    expect((await keys('*')).filter((key) => !isOfNobody(key))).toEqual([]);

    const adele = await signedIn();
    const [adeles = ''] = await keys('*:session:*');
    const bruno = await signedIn({ as: BRUNO });
    const [brunos = ''] = (await keys('*:session:*')).filter((key) => key !== adeles);
    for (const value of await values('*:user:*')) expect(value).toMatch(/^sealed1:/);
    expect((await values('*')).join()).not.toMatch(/contoso\.example|eyJ[\w-]+\.eyJ/);
    await client.set(brunos, (await client.get(adeles)) ?? '');
    expect((await bruno.open(one.url)).body).toContain('You are not signed in');

    const page = await adele.open(`${one.url}/profile`);
    await adele.post(`${one.url}/sign-out`, { csrf: csrfOf(page) }, 0);
    expect(await client.exists(adeles)).toBe(0);
    expect(await values('*:user:*')).toContain('signed-out');
    close();
  });

  test('finish a sign-in that the other one began', async () => {
    await approve();
    const browser = plainBrowser();
    const { headers } = await browser.open(`${one.url}/sign-in`, 1);
    const answer = headers['location']?.replace(one.url, two.url) ?? '';
    expect((await browser.open(answer)).body).toContain(`${ADELE}: token from the cache`);
  });

  test('make one refresh for ten requests that find the same expired token', async () => {
    const browser = await signedIn({ expired: 2 });
    const before = await count('refresh_token');
    const pages = Array.from({ length: 10 }, (_, at) =>
      browser.open(`${at % 2 ? one.url : two.url}/profile`),
    );
    for (const { body } of await Promise.all(pages)) expect(body).toContain(`${ADELE}: token from`);
    expect(await count('refresh_token')).toBe(before + 1);
  });
});

describe('when Redis', () => {
  test('is emptied in the middle of a session, the next page goes through the flow', async () => {
    const browser = await signedIn();
    await redis.stop();
    await redis.start();
    await healthy(one, 200);
    expect((await browser.open(one.url)).body).toContain('You are not signed in');
    expect((await browser.open(`${one.url}/profile`)).body).toContain(
      `${ADELE}: token from the cache`,
    );
  });

  test('is down, pages say so, and work again without a restart', async () => {
    const browser = await signedIn();
    await redis.stop();
    const { status, body, headers } = await browser.open(`${one.url}/profile`);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body).toContain('The app cannot reach its store');
    expect(body).not.toMatch(/\n\s+at /);
    await healthy(one, 503);
    await redis.start();
    await healthy(one, 200);
    expect((await browser.open(`${one.url}/profile`)).body).toContain(
      `${ADELE}: token from the cache`,
    );
  });

  test('hangs, a page ends all the same, and works again afterwards', async () => {
    const browser = await signedIn();
    redis.hang();
    const started = performance.now();
    expect((await browser.open(`${one.url}/profile`)).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(10_000);
    redis.resume();
    await Promise.all([healthy(one, 200), healthy(two, 200)]);
    expect((await browser.open(`${one.url}/profile`)).body).toContain(
      `${ADELE}: token from the cache`,
    );
  });

  test('has become a replica, pages that only read go on, and health and log say what is wrong', async () => {
    const browser = await signedIn();
    const third = await startInstance(place, { ...env, PUBLIC_URL: one.url });
    const { client: admin, close } = connectToRedis(redis.url);
    await once(admin, 'ready');
    await admin.configSet('replica-serve-stale-data', 'yes');
    await admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await healthy(third, 503);
    // The connection is made anew, and leads to the same Redis.
    await readable(browser, `${third.url}/profile`);
    const signIn = await plainBrowser().open(`${third.url}/sign-in`, 0);
    expect([signIn.status, signIn.body]).toEqual([503, expect.stringContaining('(READONLY)')]);
    await admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await healthy(third, 200);
    await admin.configSet('min-replicas-to-write', '1');
    await healthy(third, 503);
    await admin.configSet('min-replicas-to-write', '0');
    await Promise.all([healthy(one, 200), healthy(two, 200)]);
    close();
    const { err } = await third.stop();
    expect(err).toMatch(
      /takes no writes \(READONLY\)[^]*503 store_refused READONLY[^]*is connected/,
    );
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each(['getex', 'eval', 'del', 'set'])(
    'may not be asked to %s, health says so',
    async (command) => {
      const { client: admin, close } = connectToRedis(redis.url);
      await once(admin, 'ready');
      await admin.sendCommand(['ACL', 'SETUSER', 'default', `-${command}`]);
      await healthy(one, 503);
      await admin.sendCommand(['ACL', 'SETUSER', 'default', `+${command}`]);
      await healthy(one, 200);
      close();
    },
  );

  test('is not there yet at the start, the app is, and works as soon as Redis does', async () => {
    await redis.stop();
    const late = await startInstance(place, env);
    expect((await plainBrowser().open(`${late.url}/`)).status).toBe(200);
    expect((await plainBrowser().open(`${late.url}/sign-in`)).status).toBe(503);
    await redis.start();
    await Promise.all([late, one, two].map((instance) => healthy(instance, 200)));
    await approve();
    const page = await plainBrowser().open(`${late.url}/sign-in`);
    expect(page.body).toContain(`${ADELE}: token from the cache`);
    const { code, err } = await late.stop();
    expect(code).toBe(0);
    expect(err).toMatch(/Redis at \S+ cannot be reached \(ECONNREFUSED\)[^]*is connected/);
    expect(err).not.toMatch(/eyJ|\n\s+at /);
  });
});

test.each([
  ['a signal', ['SIGINT']],
  ['a terminal that closes, for which system and shell both send a signal,', ['SIGHUP', 'SIGHUP']],
] as const)(
  '%s lets the request under way finish, and ends the process with 0',
  async (_, signals) => {
    const third = await startInstance(place, { SESSION_SECRET: '' });
    await approve();
    const browser = plainBrowser();
    await browser.open(`${third.url}/sign-in`);
    const form = `csrf=${csrfOf(await browser.open(third.url))}`;
    const { port, host } = new URL(third.url);
    const socket = connect(Number(port), 'localhost').setEncoding('utf8');
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    socket.write(
      `POST /sign-out HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nExpect: 100-continue\r\n` +
        `Content-Length: ${form.length}\r\n\r\n`,
    );
    expect((await once(socket, 'data'))[0]).toContain('100 Continue');
    const ended = third.stop(signals[0]);
    await third.says(/^Stopping/m);
    for (const signal of signals.slice(1)) void third.stop(signal);
    // The process has got the last signal, too, when this has passed by it.
    await delay(100);
    socket.write(form);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 303 /);
    expect(await ended).toMatchObject({ code: 0 });
  },
);

describe('a start that cannot work ends with one message', () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  test('on a port that is taken: exit code 2', async () => {
    const other = createServer((socket) => sockets.push(socket)).listen(0, '::1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, err } = await place.run(['--port', String(port)]).ended;
    expect([code, err]).toEqual([2, expect.stringContaining(`Port ${port} is taken`)]);
    other.close();
  });

  test('on an output that takes nothing: exit code 1', async () => {
    const full = openSync('/dev/full', 'w');
    const { code, err } = await place.run(['--help'], {}, full).ended;
    closeSync(full);
    expect([code, err]).toEqual([1, expect.stringMatching(/^The answer could not be .*\n$/)]);
  });

  test('without client ID and authority: exit code 2, and --help needs neither', async () => {
    const none = { ENTRA_CLIENT_ID: '', ENTRA_AUTHORITY: '' };
    const [failed, helped] = await Promise.all(
      [[], ['--help']].map((args) => place.run(args, none).ended),
    );
    expect([failed?.code, failed?.err]).toEqual([2, expect.stringContaining('are not set')]);
    expect([helped?.code, helped?.out]).toEqual([0, expect.stringContaining('--port')]);
  });
});
