import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  freePort,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenInteractive } from './acquire-token-interactive.ts';
import {
  answer,
  knock,
  beginFlow,
  clientOf,
  failureOf,
  isOpen,
  redirectOf,
  stateOf,
} from './testing/interactive-flow.ts';

let emulator: IdentityEmulator;
beforeEach(async () => {
  emulator = await startIdentityEmulator();
});
afterEach(() => emulator.close());

const approve = () => emulator.control.user({ does: 'approve' });
const injectToken = (aadsts: string) =>
  emulator.control.fault({ at: 'token', grant: 'authorization_code', answer: { aadsts } });

describe('acquireTokenInteractive', () => {
  test('signs in, caches what silent finds, and tells the browser after the code was redeemed', async () => {
    await approve();
    const client = clientOf(emulator);
    const { opened, result } = beginFlow(emulator, {}, client);
    const page = await followSignIn((await opened).href);
    const { account, accessToken } = await result;
    expect(account?.username).toBe('adele@contoso.example');
    expect(page.body).toContain('<h1>You are signed in</h1>');
    expect(page.body).not.toContain(accessToken);
    const again = await client.acquireTokenSilent({
      scopes: ['User.Read'],
      account: account as never,
    });
    expect(again).toMatchObject({ fromCache: true, accessToken });
  });

  test('asks with PKCE, a form for the answer, and what the program wants of the user', async () => {
    await emulator.control.user({ does: 'walk-away' });
    const abort = new AbortController();
    const { opened, result } = beginFlow(emulator, {
      prompt: 'login',
      loginHint: 'adele@contoso.example',
      domainHint: 'contoso.example',
      claims: '{"id_token":{"auth_time":{"essential":true}}}',
      signal: abort.signal,
    });
    const asked = Object.fromEntries((await opened).searchParams);
    expect(asked).toMatchObject({
      response_mode: 'form_post',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      prompt: 'login',
      login_hint: 'adele@contoso.example',
      domain_hint: 'contoso.example',
    });
    expect(asked['claims']).toContain('auth_time');
    abort.abort();
    await failureOf(result);
  });

  test('sends claims with the code too, and uses another authority where it is asked to', async () => {
    await approve();
    const bodies: string[] = [];
    const client = clientOf(emulator, {
      onExchange: (exchange) => void bodies.push(JSON.stringify(exchange)),
    });
    const authority = emulator.authorityFor('contoso.example');
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const more = { claims, authority, correlationId: '3f2c1d8e-0a4b-4c6d-9e8f-7a6b5c4d3e2f' };
    const { opened, result } = beginFlow(
      emulator,
      { ...more, extraQueryParameters: { dc: 'x' } },
      client,
    );
    await followSignIn((await opened).href);
    await result;
    const redeemed = bodies.find((body) => body.includes('authorization_code')) ?? '';
    expect(redeemed).toContain('claims');
    expect(redeemed).toContain('contoso.example');
  });

  test('tells the true outcome when the code cannot be redeemed, in the words of the error', async () => {
    await approve();
    await injectToken('AADSTS53003');
    const { opened, result } = beginFlow(emulator);
    const page = await followSignIn((await opened).href);
    const error = await failureOf(result);
    expect(classifyAuthError(error, { flow: 'interactive' })).toMatchObject({
      code: 'AADSTS53003',
      category: 'policy.conditional-access',
      tryInstead: 'broker',
    });
    expect(page.body).toContain('The sign-in did not succeed');
    expect(page.body).toContain('AADSTS53003');
    expect(page.body).not.toContain('You are signed in');
  });

  test('speaks Korean on the last page where the machine does', async () => {
    await approve();
    const { opened, result } = beginFlow(emulator, { language: 'ko' });
    const page = await followSignIn((await opened).href);
    await result;
    expect(page.body).toContain('<html lang="ko">');
    expect(page.body).toContain('로그인되었습니다');
  });

  test('a user who cancels in the browser is user.cancelled, with the text of Entra', async () => {
    await emulator.control.user({ does: 'decline' });
    const { opened, result } = beginFlow(emulator);
    await followSignIn((await opened).href);
    const error = await failureOf(result);
    expect(error).toMatchObject({
      name: 'ServerError',
      errorCode: 'access_denied',
      errorMessage: expect.stringContaining('AADSTS65004'),
      subError: 'cancel',
    });
    expect(classifyAuthError(error).category).toBe('user.cancelled');
  });

  test('a deadline ends the wait for a user who closed the tab', async () => {
    const { opened, result } = beginFlow(emulator, { timeout: 0.3 });
    const port = Number(new URL(redirectOf(await opened)).port);
    expect(await failureOf(result)).toMatchObject({ errorCode: 'user_timeout_reached' });
    expect(await isOpen('127.0.0.1', port)).toBe(false);
  });

  test('a deadline too long for a timer does not end at once', async () => {
    await approve();
    const { opened, result } = beginFlow(emulator, { timeout: 1e9 });
    await followSignIn((await opened).href);
    expect((await result).account).not.toBeNull();
  });

  test('a language without a page is English, and no listener stays open', async () => {
    for (const language of ['ko-KR', '__proto__', null]) {
      await approve();
      const { opened, result } = beginFlow(emulator, { language: language as never });
      const page = await followSignIn((await opened).href);
      expect((await result).account?.username).toBe('adele@contoso.example');
      expect(page.body).toContain('<html lang="en">');
      const port = Number(new URL(redirectOf(await opened)).port);
      expect(await isOpen('127.0.0.1', port)).toBe(false);
    }
  });

  test('refuses what no flow can work with before a browser opens or anything is sent', async () => {
    let opened = false;
    const openBrowser = () => void (opened = true);
    for (const [odd, kind, words] of [
      [{ scopes: 'User.Read' }, TypeError, 'scopes has to be a list'],
      [{ openBrowser: undefined }, TypeError, 'openBrowser has to be a function'],
      [{ timeout: null }, TypeError, 'timeout has to be a number'],
      [{ timeout: 'abc' }, TypeError, 'timeout has to be a number'],
      [{ timeout: Number.NaN }, RangeError, 'more than 0'],
      [{ timeout: -1 }, RangeError, 'more than 0'],
      [{ authority: 'http://login.example/t' }, AuthCoreError, 'https only'],
      [{ authority: 'https://login.example/t' }, AuthCoreError, 'is not on https://localhost'],
    ] as const) {
      const request = { scopes: ['User.Read'], openBrowser, ...odd } as never;
      const error = await failureOf(acquireTokenInteractive(clientOf(emulator), request));
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject({ message: expect.stringContaining(words) });
    }
    expect([opened, await emulator.control.exchanges()]).toEqual([false, []]);
  });

  test('an abort ends it at once, and its reason is the cause', async () => {
    const abort = new AbortController();
    const { opened, result } = beginFlow(emulator, { signal: abort.signal });
    await opened;
    abort.abort(new Error('the window was closed'));
    const error = await failureOf(result);
    expect(error).toMatchObject({ cause: { message: 'the window was closed' } });
    expect(classifyAuthError(error).category).toBe('user.cancelled');
  });

  test('an abort while the code is redeemed ends a hung request, and the browser is told', async () => {
    await approve();
    await emulator.control.fault({ at: 'token', answer: { hang: true } });
    const abort = new AbortController();
    let tell: () => void = () => undefined;
    const redeeming = new Promise<void>((resolve) => (tell = resolve));
    const log = (line: string) => {
      if (line.includes('Auth code client created')) setImmediate(tell);
    };
    const client = clientOf(emulator, { log });
    const { opened, result } = beginFlow(emulator, { signal: abort.signal }, client);
    const page = followSignIn((await opened).href);
    await redeeming;
    abort.abort();
    expect(await failureOf(result)).toMatchObject({ errorCode: 'user_canceled' });
    expect((await page).body).toContain('The sign-in did not succeed');
  });

  test('an abort before it begins opens nothing', async () => {
    const openBrowser = () => {
      throw new Error('opened');
    };
    const request = { scopes: ['User.Read'], openBrowser, signal: AbortSignal.abort() };
    const error = await failureOf(acquireTokenInteractive(clientOf(emulator), request));
    expect(error).toMatchObject({ errorCode: 'user_canceled' });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no xdg-open');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no xdg-open'))],
  ])(
    'a browser that %s is browser_not_opened, and device code is proposed',
    async (_, openBrowser) => {
      const { result } = beginFlow(emulator, { openBrowser });
      const error = await failureOf(result);
      expect(error).toMatchObject({
        errorCode: 'browser_not_opened',
        cause: { message: 'no xdg-open' },
      });
      expect(classifyAuthError(error).tryInstead).toBe('device-code');
    },
  );

  test('an opener that never returns does not hold up the sign-in', async () => {
    await approve();
    const openBrowser = (url: string) => new Promise<void>(() => void followSignIn(url));
    const { result } = beginFlow(emulator, { openBrowser });
    expect((await result).account?.username).toBe('adele@contoso.example');
  });

  test('an authority that cannot be reached ends it before a browser opens', async () => {
    await emulator.control.fault({ at: 'discovery', answer: { status: 400, body: 'no' } });
    const openBrowser = () => {
      throw new Error('opened');
    };
    const { result } = beginFlow(emulator, { openBrowser });
    expect(await failureOf(result)).toMatchObject({ errorCode: 'endpoints_resolution_error' });
  });

  test('a token for another sign-in (nonce) is refused, whatever the authority says', async () => {
    await approve();
    const other = 'x'.repeat(43);
    const { opened, result } = beginFlow(emulator);
    const url = await opened;
    url.searchParams.set('nonce', other);
    await followSignIn(url.href);
    expect(await failureOf(result)).toMatchObject({ errorCode: 'nonce_mismatch' });
  });

  test('a client that publicClientConfiguration did not configure is refused', async () => {
    const request = { scopes: ['User.Read'], openBrowser: () => undefined };
    const error = await failureOf(acquireTokenInteractive({} as never, request));
    expect(error).toBeInstanceOf(TypeError);
  });
});

describe('the port', () => {
  test('is the one asked for, on both loopback addresses, and free afterwards', async () => {
    await approve();
    const port = await freePort();
    const { opened, result } = beginFlow(emulator, { port });
    expect(redirectOf(await opened)).toBe(`http://localhost:${port}`);
    expect(await isOpen('127.0.0.1', port)).toBe(true);
    await followSignIn((await opened).href);
    await result;
    const again = beginFlow(emulator, { port });
    expect(redirectOf(await again.opened)).toBe(`http://localhost:${port}`);
    await answer(redirectOf(await again.opened), {
      error: 'x',
      state: stateOf(await again.opened),
    });
    await failureOf(again.result);
    expect([await isOpen('127.0.0.1', port), await isOpen('::1', port)]).toEqual([false, false]);
  });

  test.each(['127.0.0.1', '::1'])('that another program has at %s is EADDRINUSE', async (host) => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, host, resolve));
    const { port } = other.address() as AddressInfo;
    const { result } = beginFlow(emulator, { port });
    expect(await failureOf(result)).toMatchObject({ code: 'EADDRINUSE' });
    expect(await isOpen(host === '::1' ? '127.0.0.1' : '::1', port)).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('the short link', () => {
  test('leads to the authority under the same port, to nobody else, and no longer than the wait', async () => {
    let short = '';
    const { result } = beginFlow(emulator, {
      openBrowser: (_url, shortUrl = '') => void (short = shortUrl),
    });
    while (!short) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(short).toMatch(/^http:\/\/localhost:\d+\/[\w-]{8}$/);
    const { pathname } = new URL(short);
    const { status, headers } = await knock(short, { path: pathname });
    expect(status).toBe(302);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(redirectOf(new URL(String(headers['location'])))).toBe(new URL(short).origin);
    const stranger = { path: pathname, headers: { host: 'evil.example' } };
    expect((await knock(short, stranger)).status).toBe(421);
    expect((await knock(short, { path: `${pathname}x` })).status).toBe(404);
    await emulator.control.user({ does: 'approve' });
    await followSignIn(short);
    await result;
    await expect(knock(short, { path: pathname })).rejects.toThrow();
  });
});
