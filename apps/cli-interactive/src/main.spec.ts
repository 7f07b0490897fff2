import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { followSignIn, freePort } from '@entra-flows/identity-emulator';
import {
  browserStandIn,
  emulator,
  linkThatWasOpened,
  nearlyExpired,
  openedLink,
  openTerminal,
  place,
  useSample,
} from '@entra-flows/sample-testing';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';

const LINK = /http:\/\/localhost:\d+\/[\w-]{8}$/m;
const user = 'adele@contoso.example';

useSample('cli-interactive');
beforeEach(async () => {
  await emulator.control.user({ does: 'approve', as: user });
});

/** Runs the sample; the scripted user takes its link. */
async function signIn(...args: string[]) {
  const { prompted, ended } = place.run(['--no-browser', ...args]);
  const [link] = await prompted(LINK);
  const { headers } = await fetch(link, { redirect: 'manual' });
  const end = await followSignIn(link);
  return { ...(await ended), link: new URL(headers.get('location') ?? ''), page: end.body };
}

describe('a first run', () => {
  test('prompts on stderr and answers on stdout, and the browser shows how it ended', async () => {
    const { code, out, err, page } = await signIn();
    expect(code).toBe(0);
    expect(out).toContain(`${user} (token from the authority`);
    expect(out).toContain('Microsoft Graph says: ');
    expect(err).toMatch(
      /^Open this link in a browser on this machine:\n\n {4}http:\/\/localhost:\d+\/[\w-]{8}\n\n/m,
    );
    expect(page).toMatch(/signed in/i);
    expect(out + err).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('passes a name, a prompt and a port on', async () => {
    const port = await freePort();
    const { code, link } = await signIn(
      ...['--login-hint', user, '--prompt', 'login', '--port', String(port)],
    );
    expect(code).toBe(0);
    const asked = Object.fromEntries(link.searchParams);
    expect(asked).toMatchObject({ login_hint: user, prompt: 'login' });
    expect(asked['redirect_uri']).toContain(`:${port}`);
  });

  test('--browser opens the link with that program', async () => {
    const { BROWSER = '' } = browserStandIn(place);
    const { ended } = place.run(['--browser', BROWSER]);
    await followSignIn(await linkThatWasOpened(place));
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining(user) });
  });

  test('BROWSER comes before the opener of the system, as the command that it is', async () => {
    const { BROWSER, ...desktop } = browserStandIn(place);
    const browser = join(place.folder, 'browser');
    renameSync(BROWSER!, browser);
    writeFileSync(BROWSER!, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const env = { ...desktop, CI: '', BROWSER: `env A=1 ${browser} %s` };
    const { ended } = place.run([], env);
    await followSignIn(await linkThatWasOpened(place));
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining(user) });
  });

  test('BROWSER is a list: what does not start gives way to the next, a path may have spaces', async () => {
    const { BROWSER, ...desktop } = browserStandIn(place);
    mkdirSync(join(place.folder, 'Program Files'));
    const browser = join(place.folder, 'Program Files/my browser');
    renameSync(BROWSER!, browser);
    const env = { ...desktop, CI: '', BROWSER: `w3m:/no/such/browser %s:${browser}` };
    const { ended } = place.run([], env);
    await followSignIn(await linkThatWasOpened(place));
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining(user) });
  });

  test.each([
    ['exit 1', 'ended with exit code 1)'],
    ['kill -SEGV $$', 'was ended by SIGSEGV)'],
  ])('an opener that ends with %j is reported, and the wait goes on', async (end, words) => {
    const { BROWSER = '' } = browserStandIn(place);
    appendFileSync(BROWSER, `${end}\n`);
    const { ended, prompted } = place.run(['--browser', BROWSER]);
    const [line] = await prompted(/The opener reports a failure .* the wait goes on/);
    expect(line).toContain(words);
    await followSignIn(await linkThatWasOpened(place));
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining(user) });
  });
});

test('a second run answers from the cache, without a browser and without a request', async () => {
  await signIn();
  const before = (await emulator.control.exchanges()).length;
  const { code, out, err } = await place.run().ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`${user} (token from the cache`);
  const asked = (await emulator.control.exchanges()).slice(before);
  expect(asked.map(({ endpoint }) => endpoint)).toEqual(['graph']);
});

describe('a machine without a browser, with a terminal', () => {
  const terminalOf = (env: NodeJS.ProcessEnv, args: string[] = []) =>
    openTerminal({ ...place, env: { ...place.env, CI: '' } }, args, 400, env);

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    [
      'over SSH',
      { SSH_CONNECTION: '10.0.0.1 22' },
      /SSH_CONNECTION is set.* device code .*instead/,
    ],
    ['whose browsers are of text', { BROWSER: 'w3m' }, /text browser.* device code .*instead/],
    [
      'whose browser does not start',
      { BROWSER: '/no/such' },
      /\/no\/such [^]*device code is .*instead/,
    ],
  ])('%s goes on with a device code, and one line says why', async (_, env, why) => {
    const terminal = terminalOf(env);
    await terminal.shows(why);
    await terminal.shows(/^ {4}Code +\S+/m);
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain(`${user} (token from the authority`);
  });

  test.each<[string, NodeJS.ProcessEnv, string[]]>([
    ['in CI', { CI: 'true' }, []],
    ['where an option names the browser', {}, ['--browser', '/no/such/browser']],
  ])('%s it ends with browser_not_opened', async (_, env, args) => {
    const terminal = terminalOf(env, args);
    expect(await terminal.ended).toBe(1);
    expect(terminal.screen()).toContain('browser_not_opened');
    expect(terminal.screen()).not.toMatch(/^ {4}Code +\S/m);
  });

  test('a browser that opened has no stand-in: a policy that blocks it is the end', async () => {
    const grant = 'authorization_code';
    await emulator.control.fault({ at: 'token', grant, answer: { aadsts: 'AADSTS53003' } });
    const terminal = terminalOf({});
    await followSignIn(await linkThatWasOpened(place));
    expect(await terminal.ended).toBe(1);
    expect(terminal.screen()).toContain('AADSTS53003');
    expect(terminal.screen()).not.toMatch(/^ {4}Code +\S/m);
  });
});

describe('a sign-in by device code, blocked after it', () => {
  const cache = () => join(place.folder, 'by-code');
  const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    place.run(['--cache', cache(), '--plaintext-cache', ...args], {
      ...{ CI: '', SAMPLE_SIBLINGS: 'npm start -- {sample}', ...env },
    });
  beforeEach(async () => {
    await emulator.control.fault(nearlyExpired());
    await signInToCache(emulator, cache(), [user]);
    await emulator.control.policies.change({ id: 'block-device-code', on: true });
  });

  test('is refused at its renewal; the browser signs in anew, once the user has signed out as told', async () => {
    const { code, err } = await run([], browserStandIn(place)).ended;
    expect([code, existsSync(openedLink(place))]).toEqual([1, false]);
    expect(err).toContain('AADSTS53003');
    const told =
      /sign out, then sign in again with the browser.* npm start -- cli-interactive (--.*) Error/;
    const [, options = ''] = told.exec(err.replaceAll(/\s+/g, ' ')) ?? [];
    expect(options).toBe(`--cache ${cache()} --plaintext-cache --sign-out`);
    expect((await run(['--sign-out']).ended).code).toBe(0);
    const again = run([], browserStandIn(place));
    await followSignIn(await linkThatWasOpened(place));
    expect((await again.ended).out).toContain(`${user} (token from the authority`);
  });

  test('says where it can be done, on a machine without a browser', async () => {
    const { code, err } = await run(['--lang', 'ko'], { SSH_CONNECTION: '10.0.0.1 22' }).ended;
    expect(code).toBe(1);
    expect(err.replaceAll(/\s+/g, ' ')).toMatch(
      /브라우저나 브로커가 있는 컴퓨터.* npm start -- cli-interactive/,
    );
    expect(err).not.toContain('--sign-out');
  });
});

describe('a failure ends with its own diagnosis and exit code 1', () => {
  test('where no user would see a browser, it says why and which flow to use', async () => {
    const { code, err } = await place.run([], { SSH_CONNECTION: '10.0.0.1 22' }).ended;
    expect(code).toBe(1);
    expect(err).toContain('No browser was opened: SSH_CONNECTION is set');
    expect(err).toContain('browser_not_opened');
    expect(err).toMatch(/--browser PROGRAM .*--no-browser .*device code flow/);
  });

  test('a browser that does not start', async () => {
    const { code, err } = await place.run(['--browser', '/no/such/browser']).ended;
    expect(code).toBe(1);
    expect(err).toContain(
      'did not open: /no/such/browser did not start (ENOENT). The wait is over',
    );
    expect(err).toContain('browser_not_opened');
  });

  test('a user who cancels, and the page in the browser says so too', async () => {
    await emulator.control.user({ does: 'decline', as: user });
    const { code, err, page } = await signIn();
    expect(code).toBe(1);
    expect(err).toContain('AADSTS65004');
    expect(page).toContain('The sign-in did not succeed');
  });

  test('no sign-in within --timeout', async () => {
    const { code, err } = await place.run(['--no-browser', '--timeout', '1']).ended;
    expect(code).toBe(1);
    expect(err).toContain('user_timeout_reached');
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, err } = await place.run(['--no-browser', '--port', String(port)]).ended;
    other.close();
    const said = `Port ${port} is taken by another program. Stop that, or choose another one with --port.`;
    expect([code, err]).toEqual([1, `✕ ${said}\n`]);
  });

  test('no network', async () => {
    const ENTRA_GRAPH = 'https://graph.microsoft.com/v1.0';
    const env = { ENTRA_AUTHORITY: 'https://localhost:1/tenant', ENTRA_GRAPH };
    const { code, err } = await place.run(['--no-browser', '--plaintext-cache'], env).ended;
    expect(code).toBe(1);
    expect(err).toContain('ECONNREFUSED');
  });

  test('and never with a stack trace', async () => {
    await emulator.control.fault({ at: 'token', answer: { status: 400, body: 'null' } });
    const { code, err } = await signIn();
    expect(code).toBe(1);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('wrong usage ends with exit code 2', () => {
  test.each([
    [['--port', '0'], 'between 1 and 65535'],
    [['--prompt', 'none'], 'login, select_account, consent'],
    [['--login-hint', ''], '--login-hint has no usable value'],
  ])('%j', async (args, words) => {
    const { code, out, err } = await place.run(args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});

test('SIGINT ends the wait for the browser at once', async () => {
  const { child, prompted, ended } = place.run(['--no-browser']);
  await prompted(LINK);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
});
