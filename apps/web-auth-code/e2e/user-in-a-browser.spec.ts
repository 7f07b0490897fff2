// @requires chromium, redis
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type Browser,
  type BrowserContext,
  launchChromium,
  type Page,
  untilEmulatorLeft,
  usersEnvironment,
  type Place,
  placeFor,
} from '@entra-flows/sample-testing';
import { type RedisServer, startRedis } from '@entra-flows/token-cache-redis/testing';
import { plainBrowser } from '@entra-flows/identity-emulator/testing/plain-browser';
import { startInstance, type WebInstance } from '../testing/web-instance.ts';

let emulator: IdentityEmulator;
let redis: RedisServer;
let place: Place;
let browser: Browser;
let app: WebInstance;
const problems: string[] = [];

beforeAll(async () => {
  [emulator, redis, browser] = await Promise.all([
    startIdentityEmulator(),
    startRedis(),
    launchChromium(),
  ]);
  place = placeFor(emulator, 'web-auth-code');
  const SESSION_SECRET = randomBytes(32).toString('hex');
  app = await startInstance(place, { REDIS_URL: redis.url, SESSION_SECRET });
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await Promise.all([redis.close(), emulator.close()]);
  place.remove();
});

/** A user with a browser of their own. */
async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { context, page };
}

async function signIn(page: Page, at: number): Promise<string> {
  const { username = '', password = '' } = emulator.users[at] ?? {};
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel(/user ?name/i).fill(username);
  await page.keyboard.press('Enter');
  await page.getByLabel(/password/i).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No' }).click(); // not to stay signed in
  await page.getByRole('heading', { name: 'Your profile' }).waitFor();
  return username;
}

describe('users in Chromium', () => {
  test('sign in, see their own profile, and sign out here and at the authority', async () => {
    const [first, second] = [await visitor(), await visitor()];
    const adele = await signIn(first.page, 0);
    const other = await signIn(second.page, 1);
    await first.page.reload();
    expect(await first.page.textContent('main')).toContain(`${adele}: token from the cache`);
    expect(await first.page.textContent('main')).not.toContain(other);
    expect(await second.page.textContent('main')).toContain(`${other}: token from the cache`);

    await first.page.getByRole('button', { name: 'Sign out' }).click();
    await first.page.waitForURL(
      (url) => url.origin !== new URL(app.url).origin || url.pathname === '/',
    );
    await first.page.goto(app.url);
    expect(await first.page.textContent('main')).toContain('You are not signed in');
    await first.page.getByRole('link', { name: 'Sign in' }).click();
    // The authority has forgotten her too: it asks who is there.
    await first.page.getByLabel(/user ?name|password/i).waitFor();

    await second.page.reload();
    expect(await second.page.textContent('main')).toContain(other);
    expect(problems).toEqual([]);
    for (const { context } of [first, second]) await context.close();
  });

  test('say no, and read what to do next', async () => {
    const { context, page } = await visitor();
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /cancel/i }).click();
    await page.getByRole('heading', { name: 'The sign-in did not work' }).waitFor();
    expect(await page.textContent('main')).toContain('Next:');
    await context.close();
  });
});

describe('what the README says to type', () => {
  const root = join(import.meta.dirname, '../../..');
  const text = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const commands = [...text.matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter(Boolean);

  test('is there', () => expect(commands).toEqual(['npx nx serve web-auth-code']));

  test.each(commands)('%s, until Ctrl-C', async (command) => {
    const folder = mkdtempSync(join(tmpdir(), 'web-readme-'));
    const child = spawn(`${command} -- --port 0`, {
      cwd: root,
      shell: true,
      detached: true,
      env: { ...usersEnvironment(), EMULATOR_DATA: join(folder, 'emulator') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const over = once(child, 'close');
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => (said += part.toString()));
    }
    while (!/^Open http/m.test(said)) {
      const ended = await Promise.race([once(child.stdout, 'data').then(() => false), over]);
      if (ended) throw new Error(`it ended:\n${said}`);
    }
    const [, url = ''] = /^Open (\S+)/m.exec(said) ?? [];
    expect((await plainBrowser().open(url)).status).toBe(200);
    expect(said).toContain('in the memory of this process');
    // Ctrl-C reaches every process of the terminal.
    process.kill(-(child.pid as number), 'SIGINT');
    await over;
    await untilEmulatorLeft(join(folder, 'emulator'));
    rmSync(folder, { recursive: true, force: true });
  });
});
