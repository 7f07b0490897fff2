import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { followSignIn, type IdentityEmulator, startIdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';
import { request } from '../testing/request.ts';
import { waitingApp } from '../testing/waiting-app.ts';
import { localOrigin } from './addresses.ts';
import { checkHost } from './check-host.ts';

describe('a default port', () => {
  test.each([
    ['https', 443, 'https://localhost'],
    ['http', 80, 'http://localhost'],
    ['http', 443, 'http://localhost:443'],
    ['https', 8443, 'https://localhost:8443'],
  ] as const)('%s and %i make %s', (scheme, port, origin) => {
    expect(localOrigin(scheme, port)).toBe(origin);
  });

  test.each([
    ['https', 443, 'localhost', 200],
    ['https', 443, 'localhost:443', 200],
    ['https', 443, '[::1]', 200],
    ['http', 80, '127.0.0.1', 200],
    ['http', 443, 'localhost', 421],
    ['https', 8443, 'localhost', 421],
    ['https', 443, 'localhost:8443', 421],
    ['https', 443, 'evil.example', 421],
  ] as const)('of %s %i: the Host %s is answered with %i', async (scheme, port, host, expected) => {
    const app = express().use(
      checkHost(scheme, () => port),
      (_, response) => void response.end(),
    );
    const server: Server = createServer(app);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { status } = await request(url, { headers: { host } });
    server.close();
    expect(status).toBe(expected);
  });
});

describe("a page's address on the authority's own origin", () => {
  let emulator: IdentityEmulator;
  beforeAll(async () => {
    emulator = await startIdentityEmulator();
  });
  afterAll(() => emulator.close());

  test.each([
    '/',
    '/devicelogin?otc=X',
    '/T/oauth2/v2.0/authorize?a=b%20c',
    '/T/oauth2/v2.0/logout',
  ])('leads to the page: %s', async (path) => {
    for (const method of ['GET', 'POST']) {
      const url = new URL(path, emulator.authority);
      const { status, headers } = await request(url, { method, ca: emulator.ca });
      expect(status).toBe(307); // a request that was posted is posted again
      expect(headers.location).toBe(`${emulator.pages}${path}`);
    }
  });

  test('leads nowhere else', async () => {
    const url = `${new URL(emulator.authority).origin}//evil.example/devicelogin`;
    expect((await request(url, { ca: emulator.ca })).status).toBe(404);
  });

  test('is not sent back where it is longer than a client can read', async () => {
    const url = new URL(`/devicelogin?otc=${'X'.repeat(18_000)}`, emulator.authority);
    expect(await request(url, { ca: emulator.ca })).toMatchObject({
      status: 400,
      body: expect.stringContaining('9002313'),
    });
  });
});

describe("pages: 'https'", () => {
  let emulator: IdentityEmulator;
  beforeAll(async () => {
    emulator = await startIdentityEmulator({ pages: 'https' });
  });
  afterAll(() => emulator.close());

  test('are announced in discovery and to devices', async () => {
    const client = emulatorClient(emulator);
    const { json } = await client.get(
      `${emulator.authority}/v2.0/.well-known/openid-configuration`,
    );
    const { pages } = emulator;
    expect(pages).toMatch(/^https:/);
    for (const name of ['authorization_endpoint', 'end_session_endpoint'])
      expect(String(json[name])).toMatch(new RegExp(`^${pages}/`));
    expect((await client.deviceCode()).verification_uri).toBe(`${pages}/devicelogin`);
  });

  test('sign a user in, with a cookie for TLS only', async () => {
    const app = await waitingApp(emulator);
    const browser = new PlainBrowser({ origin: emulator.pages }, emulator.ca);
    await browser.open(app.url());
    await browser.signIn('adele');
    await browser.send({ answer: 'no' });
    expect(browser.page.heading).toBe('The app was called');
    expect(browser.setCookies[0]).toMatch(/; Secure$/);
    await emulator.control.user({ does: 'approve' });
    expect((await followSignIn(app.url(), emulator.ca)).body).toContain('The app was called');
    await app.close();
  });
});
