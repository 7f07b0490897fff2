import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import type { TrustedOrigin } from '../http/https-transport.ts';
import { connectProxies } from '../http/testing/connect-proxy.ts';
import { httpAnswer, rawServers } from '../http/testing/raw-server.ts';
import {
  publicClientConfiguration,
  type PublicClientOptions,
} from '../msal/public-client-configuration.ts';
import { claimsChallenge } from './claims-challenge.ts';
import { type FetchFunction, toFetch } from './to-fetch.ts';

const startRaw = rawServers();
const startProxy = connectProxies();
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const originOf = ({ authority }: IdentityEmulator) => new URL(authority).origin;
const trustedOf = (one: IdentityEmulator) => ({ origin: originOf(one), ca: one.ca });

/** A fetch for an origin that the client trusts. */
function fetchFor(
  { origin, ca }: TrustedOrigin = trustedOf(emulator),
  more: Partial<PublicClientOptions> = {},
) {
  const { clientId, authority } = emulator;
  const options = { clientId, authority, trustedOrigins: [{ origin, ca }], ...more };
  const client = new PublicClientApplication(publicClientConfiguration(options));
  return toFetch(client, { allowedOrigins: [origin] });
}

/** A token for Graph, as an SDK holds it. */
async function tokenForGraph(): Promise<string> {
  const form = { grant_type: 'password', username: 'adele@contoso.example' };
  const response = await fetchFor()(`${emulator.authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...form,
      password: 'Password-of-Adele-1',
      client_id: emulator.clientId,
      scope: 'User.Read',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** A server that answers the same to each request, and keeps what it was sent. */
async function serverThatAnswers(answer: string | Buffer) {
  const seen = { text: '' };
  const server = await startRaw((socket, part) => {
    seen.text += part;
    const length = Number(/^content-length: (\d+)/m.exec(seen.text)?.[1] ?? 0);
    const body = seen.text.slice(seen.text.indexOf('\r\n\r\n') + 4);
    if (Buffer.byteLength(body) >= length) socket.end(answer);
  });
  const [trusted = { origin: '', ca: '' }] = server.trusted;
  return { ...server, seen, trusted };
}

/** @see https://fetch.spec.whatwg.org/#dom-requestinit-duplex a stream has to say so */
const posting = (body: NonNullable<RequestInit['body']>): RequestInit =>
  Object.assign({ method: 'POST', body }, { duplex: 'half' as const });

const exchanges = async (one = emulator) => (await one.control.exchanges()).length;
const failureOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

describe('toFetch', () => {
  test.each<[string, (url: string, headers: Record<string, string>) => Parameters<FetchFunction>]>([
    ['a text', (url, headers) => [url, { headers }]],
    ['a URL', (url, headers) => [new URL(url), { headers: new Headers(headers) }]],
    ['a Request', (url, headers) => [new Request(url, { headers })]],
  ])('calls the API at %s with the token of the SDK', async (_, call) => {
    const authorization = `Bearer ${await tokenForGraph()}`;
    const response = await fetchFor()(...call(`${emulator.graph}/me`, { authorization }));
    expect([response.ok, response.headers.get('odata-version')]).toEqual([true, '4.0']);
    expect(await response.json()).toMatchObject({ mail: 'adele@contoso.example' });
  });

  const form = new FormData();
  form.set('a', 'ä b');
  test.each<[string, NonNullable<RequestInit['body']>, RegExp, RegExp | string]>([
    ['a text', 'ä b', /^text\/plain/, 'ä b'],
    ['a form', new URLSearchParams({ a: 'ä b' }), /urlencoded/, 'a=%C3%A4+b'],
    ['a Blob', new Blob(['{"a":1}'], { type: 'application/json' }), /json/, '{"a":1}'],
    ['bytes of a text', Buffer.from('ä b'), /^$/, 'ä b'],
    ['a stream', new Blob(['ä ', 'b']).stream(), /^$/, 'ä b'],
    ['a FormData', form, /^multipart\/form-data; boundary=/, /name="a"\r\n\r\nä b\r\n/],
  ])('sends a body that is %s', async (_, body, type, text) => {
    const { trusted, seen } = await serverThatAnswers(httpAnswer({}));
    expect((await fetchFor(trusted)(trusted.origin, posting(body))).status).toBe(200);
    expect(/^content-type: (.*)\r/m.exec(seen.text)?.[1] ?? '').toMatch(type);
    expect(seen.text).toMatch(text);
  });

  test.each<[string, RequestInit]>([
    ['bytes that are not text', { method: 'PUT', body: Buffer.from([0xff, 0xd8]) }],
    ['a method that web APIs do not take', { method: 'OPTIONS' }],
    ['a method that `fetch` forbids', { method: 'TRACE' }],
  ])('refuses %s before anything is sent', async (_, init) => {
    const before = await exchanges();
    const call = fetchFor()(`${emulator.graph}/me`, init);
    await expect(call).rejects.toMatchObject({ name: 'TypeError' });
    expect(await exchanges()).toBe(before);
  });

  test('drops the headers that belong to the connection', async () => {
    const { trusted, seen } = await serverThatAnswers(httpAnswer({}));
    const headers = { Host: 'evil.example', 'Content-Length': '999', 'X-Mine': 'yes' };
    await fetchFor(trusted)(trusted.origin, { method: 'POST', headers, body: 'x' });
    expect(seen.text).toContain('x-mine: yes');
    expect(seen.text).toContain('content-length: 1\r');
    expect(seen.text).not.toMatch(/evil|999/);
  });

  test.each(['https://evil.example/', 'http://localhost/', '/v1.0/me', 'data:text/plain,x'])(
    'does not call %s, which is not on the list',
    async (url) => {
      const call = fetchFor()(url, { headers: { authorization: 'Bearer secret' } });
      const error = await failureOf(call);
      expect(error).toMatchObject({ errorCode: 'origin_not_allowed' });
      expect(String(error)).not.toContain('secret');
    },
  );

  test('keeps the password of an address out of the error', async () => {
    const url = `${emulator.graph}/me`.replace('//', '//adele:opensesame@');
    const error = await failureOf(fetchFor()(url));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('opensesame');
  });

  test('returns a redirect to another origin without following it', async () => {
    await using other = await startIdentityEmulator();
    const headers = { location: `${other.graph}/me` };
    await emulator.control.fault({ at: 'graph', answer: { status: 307, headers } });
    const call = (init: RequestInit) =>
      fetchFor()(`${emulator.graph}/me`, { headers: { authorization: 'Bearer mine' }, ...init });
    const response = await call({});
    expect([response.status, response.headers.get('location')]).toEqual([307, headers.location]);
    await expect(call({ redirect: 'error' })).rejects.toThrow(/redirect, which was not followed/);
    expect(await exchanges(other)).toBe(0);
  });

  test('ends at once with the reason of the signal', async () => {
    await emulator.control.fault({ at: 'graph', answer: { hang: true } });
    const stop = new AbortController();
    const call = failureOf(fetchFor()(`${emulator.graph}/me`, { signal: stop.signal }));
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 50);
    expect(await call).toBe(reason);
    expect(await failureOf(fetchFor()(`${emulator.graph}/me`, { signal: stop.signal }))).toBe(
      reason,
    );
  });

  test('ends while it waits for the body of the request', async () => {
    const init = { ...posting(new ReadableStream()), signal: AbortSignal.timeout(50) };
    const error = await failureOf(fetchFor()(emulator.graph, init));
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });

  test('stops reading an answer that is too long', async () => {
    const server = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n');
      socket.write('x'.repeat(5_000_000));
    });
    const [trusted] = server.trusted;
    const error = await failureOf(fetchFor(trusted)(server.origin));
    expect(error).toMatchObject({ errorCode: 'invalid_response' });
    expect(String(error)).toContain('an answer over 4194304 bytes');
  });

  test('returns an answer that is not JSON unchanged', async () => {
    const page = await serverThatAnswers(httpAnswer('<p>Log in</p>'));
    const response = await fetchFor(page.trusted)(page.origin);
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'text/html',
      '<p>Log in</p>',
    ]);
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0xfe]);
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: 5\r\n\r\n';
    const { trusted } = await serverThatAnswers(Buffer.concat([Buffer.from(head), picture]));
    const bytes = await (await fetchFor(trusted)(trusted.origin)).arrayBuffer();
    expect(Buffer.from(bytes)).toEqual(picture);
  });

  test.each([
    ['GET', 204, null],
    ['GET', 304, null],
    ['HEAD', 200, expect.anything()],
  ])('returns an answer without a body: %s, status %d', async (method, status, body) => {
    const { trusted } = await serverThatAnswers(`HTTP/1.1 ${status} X\r\nx-a: b\r\n\r\n`);
    const response = await fetchFor(trusted)(trusted.origin, { method });
    expect(response).toMatchObject({ status, body });
    expect([response.headers.get('x-a'), await response.text()]).toEqual(['b', '']);
  });

  test('refuses a status outside of 200 to 599', async () => {
    const { trusted } = await serverThatAnswers(httpAnswer({}, 999));
    const error = await failureOf(fetchFor(trusted)(trusted.origin));
    expect(error).toMatchObject({ errorCode: 'invalid_response', status: 999 });
  });

  test('removes the token from a refusal that repeats it', async () => {
    const headers = { 'x-seen': 'Bearer opaque-token' };
    const answer = { status: 403, headers, body: '{"error":"opaque-token is worth nothing"}' };
    await emulator.control.fault({ at: 'graph', answer });
    const authorization = 'Bearer opaque-token';
    const response = await fetchFor()(`${emulator.graph}/me`, { headers: { authorization } });
    expect(response.headers.get('x-seen')).toBe('Bearer ...');
    expect(await response.json()).toEqual({ error: '… is worth nothing' });
  });

  test('returns a claims challenge, which claimsChallenge reads', async () => {
    await emulator.control.play('claims-challenge');
    const response = await fetchFor()(`${emulator.graph}/me`);
    expect(JSON.parse(claimsChallenge(response) ?? '')).toMatchObject({ access_token: {} });
    expect(claimsChallenge(new Response(null, { status: 401 }))).toBeUndefined();
  });

  test('goes through the proxy of its client', async () => {
    const { host, requests } = await startProxy();
    const proxy = { environment: { HTTPS_PROXY: `http://${host}` }, loopback: true };
    const response = await fetchFor(trustedOf(emulator), { proxy })(emulator.graph);
    expect([response.status, requests.length]).toEqual([401, 1]);
  });

  test('reports a connection that fails as the API’s, not the sign-in service’s', async () => {
    const closed = { origin: 'https://localhost:1', ca: emulator.ca };
    const error = await failureOf(fetchFor(closed, { attempts: 1 })(closed.origin));
    expect(explainAuthError(error, { language: 'en' })).toMatch(
      /^The web API could not be reached\./,
    );
  });

  test('refuses a client that publicClientConfiguration did not configure', () => {
    const { clientId } = emulator;
    const foreign = new PublicClientApplication({ auth: { clientId } });
    expect(() => toFetch(foreign, { allowedOrigins: [] })).toThrow('publicClientConfiguration');
  });
});
