import { PublicClientApplication } from '@azure/msal-node';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration, type SharedCache } from './public-client-configuration.ts';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { cachePlaces } from '../cache/testing/cache-place.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireTokenInteractive } from '../interactive/acquire-token-interactive.ts';
import { acquireSilently } from '../policy/acquire-silently.ts';
import { httpAnswer, type RawServer, rawServers } from '../http/testing/raw-server.ts';

const serve = rawServers();
const place = cachePlaces();
const scopes = ['User.Read'];
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function clientAt({ origin, trusted }: Pick<RawServer, 'origin' | 'trusted'>, cache?: SharedCache) {
  return new PublicClientApplication(
    publicClientConfiguration({
      clientId: emulator.clientId,
      authority: `${origin}${new URL(emulator.authority).pathname}`,
      trustedOrigins: trusted,
      cache,
    }),
  );
}
function clientOfEmulator() {
  const { origin } = new URL(emulator.authority);
  return clientAt({ origin, trusted: [{ origin, ca: emulator.ca }] });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error('it went well')),
    (error: unknown) => error,
  );
}

const signIn = (client = clientOfEmulator()) =>
  acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });

const jwt = (payload: unknown) =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.x`;

const odd: [string, Record<string, unknown>, string][] = [
  ['no access token', { access_token: null }, 'without an access token'],
  ['an empty access token', { access_token: '' }, 'without an access token'],
  ['an access token that is a number', { access_token: 12 }, 'access_token'],
  ['an access token with a line end', { access_token: 'a\r\nx-evil: 1' }, 'access_token'],
  ['an access token beyond Latin-1', { access_token: '토큰' }, 'access_token'],
  ['a refresh token that is a number', { refresh_token: 5 }, 'refresh_token'],
  ['a life without end', { expires_in: 1e300 }, 'expires_in'],
  ['a life that is an object', { expires_in: {} }, 'expires_in'],
  ['a life in words', { expires_in: 'soon' }, 'expires_in'],
  ['a token type that is a list', { token_type: [] }, 'token_type'],
  ['a token of another type', { token_type: 'pop' }, 'token_type'],
  ['a token of a type that MSAL files elsewhere', { token_type: 'N_A' }, 'token_type'],
  ['a scope that is a number', { scope: 1 }, 'scope'],
  ['client info that is a number', { client_info: 1 }, 'client_info'],
  ['client info that is null', { client_info: 'bnVsbA' }, 'client_info'],
  ['a family that is a number', { foci: 1 }, 'foci'],
  ['an ID token of a list', { id_token: jwt([1]) }, 'id_token'],
  ['an ID token of a text', { id_token: jwt('s') }, 'id_token'],
  [
    'an ID token with a name that is a number',
    { id_token: jwt({ sub: 's', name: 5 }) },
    'id_token',
  ],
];

describe('a token answer', () => {
  test.each([...odd, ['no ID token', { id_token: null }, 'without an ID token'] as const])(
    'with %s ends the sign-in as invalid_response, and nothing is kept',
    async (_name, merge, why) => {
      await emulator.control.user({ does: 'approve' });
      await emulator.control.fault({ at: 'token', answer: { merge } });
      const client = clientOfEmulator();
      const error = await failureOf(signIn(client));
      expect(classifyAuthError(error)).toMatchObject({ code: 'invalid_response', known: true });
      expect(error).toMatchObject({ errorMessage: expect.stringContaining(why) });
      expect(await client.getAllAccounts()).toEqual([]);
    },
  );

  test.each(odd)('with %s ends a refresh the same way, and costs no account', async (_n, merge) => {
    await emulator.control.user({ does: 'approve' });
    const client = clientOfEmulator();
    const account = (await signIn(client))!.account!;
    await emulator.control.fault({ at: 'token', answer: { merge } });
    const error = await failureOf(acquireSilently(client, { scopes, account, forceRefresh: true }));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'invalid_response',
      interactive: false,
    });
    expect((await acquireSilently(client, { scopes, account })).fromCache).toBe(true);
  });
});

test('a token type counts in any case of letters', async () => {
  await emulator.control.user({ does: 'approve' });
  await emulator.control.fault({ at: 'token', answer: { merge: { token_type: 'bEARER' } } });
  const client = clientOfEmulator();
  const account = (await signIn(client))!.account!;
  expect((await acquireSilently(client, { scopes, account })).fromCache).toBe(true);
});

test('an ID token without a subject is refused: its users would share one place in the cache', async () => {
  const server = await authorityWith(documentAt, (request) =>
    httpAnswer(
      request.includes('grant_type=')
        ? {
            token_type: 'Bearer',
            access_token: 'a',
            expires_in: 3600,
            id_token: jwt({
              iss: documentAt(server.origin).issuer,
              aud: emulator.clientId,
              exp: Date.now() / 1000 + 600,
            }),
          }
        : codes,
    ),
  );
  const client = clientAt(server);
  const error = await failureOf(signIn(client));
  expect(classifyAuthError(error).code).toBe('invalid_response');
  expect(error).toMatchObject({ errorMessage: expect.stringContaining('id_token') });
  expect(await client.getAllAccounts()).toEqual([]);
});

describe('a devicecode answer', () => {
  test.each([
    ['a redirect', { status: 302, headers: { location: 'https://x.example' } }, 302],
    ['a page', { status: 200, body: '<h1>log in</h1>', type: 'text/html' }, 200],
    ['nothing', { status: 204 }, 204],
    ['a link that runs', { merge: { verification_uri: 'javascript:alert(1)' } }, 200],
  ])('that is %s is invalid_response with its status', async (_name, answer, status) => {
    await emulator.control.fault({ at: 'devicecode', answer });
    const error = await failureOf(signIn());
    expect(classifyAuthError(error)).toMatchObject({ code: 'invalid_response', known: true });
    expect(error).toMatchObject({ status });
    expect(explainAuthError(error, { language: 'en' })).toContain(`HTTP ${status}`);
  });
});

/** An authority whose discovery document is as given, and whose other answers come from `rest`. */
async function authorityWith(document: (origin: string) => unknown, rest: (r: string) => string) {
  const server = await serve((socket, request) => {
    const isDiscovery = request.startsWith('GET');
    socket.write(isDiscovery ? httpAnswer(document(server.origin)) : rest(request));
  });
  return server;
}

const documentAt = (origin: string) => ({
  issuer: `${origin}/x/v2.0`,
  authorization_endpoint: `${origin}/sign-in`,
  token_endpoint: `${origin}/redeem`,
  jwks_uri: `${origin}/keys`,
});

const codes = {
  device_code: 'd',
  user_code: 'u',
  verification_uri: 'https://x.example',
  expires_in: 60,
  interval: 0.02,
};

describe('a token answer that a proxy compressed', () => {
  async function withTokens(coding: string, coded: (json: string) => Buffer): Promise<RawServer> {
    const tokens = coded(JSON.stringify({ error: 'authorization_declined' }));
    const server = await serve((socket, request) => {
      if (request.startsWith('GET'))
        return void socket.write(httpAnswer(documentAt(server.origin)));
      if (!request.includes('grant_type=')) return void socket.write(httpAnswer(codes));
      const head = `HTTP/1.1 400 X\r\ncontent-encoding: ${coding}\r\ncontent-length: ${tokens.length}`;
      socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), tokens]));
    });
    return server;
  }

  test('is read while the flow waits', async () => {
    const server = await withTokens('gzip', (json) => gzipSync(json));
    const error = await failureOf(signIn(clientAt(server)));
    expect(classifyAuthError(error).code).toBe('authorization_declined');
  });

  test('in a coding that cannot be read ends the wait, and says so', async () => {
    const server = await withTokens('compress', (json) => Buffer.from(json).reverse());
    const error = await failureOf(signIn(clientAt(server)));
    expect(classifyAuthError(error)).toMatchObject({ code: 'invalid_response', known: true });
    expect(explainAuthError(error, { language: 'en' })).toContain('"compress"');
    expect(server.requests()).toBe(3);
  });
});

describe('a discovery document', () => {
  test('may give the endpoints other names', async () => {
    const server = await authorityWith(documentAt, (request) =>
      request.includes('grant_type=')
        ? httpAnswer({ error: 'authorization_declined' }, 400)
        : httpAnswer(codes),
    );
    const error = await failureOf(signIn(clientAt(server)));
    expect(classifyAuthError(error).code).toBe('authorization_declined');
  });

  test('of a page ends in a diagnosis, never as an unknown reason', async () => {
    const server = await authorityWith(
      () => '<h1>log in</h1>',
      () => httpAnswer('<h1>no</h1>'),
    );
    const error = await failureOf(signIn(clientAt(server)));
    expect(error).toMatchObject({ errorCode: expect.any(String) });
    expect(classifyAuthError(error).known).toBe(true);
  });

  test.each([
    ['issuer', 1],
    ['issuer', undefined],
    ['authorization_endpoint', undefined],
    ['authorization_endpoint', null],
    ['authorization_endpoint', ['https://x.example']],
    ['authorization_endpoint', 'javascript:1'],
    ['token_endpoint', '::'],
    ['token_endpoint', 'http://x.example/token'],
    ['token_endpoint', { href: 'https://x.example' }],
    ['jwks_uri', undefined],
    ['end_session_endpoint', 'http://evil.example'],
  ])('whose %s is %j names it, and is not kept for the next process', async (name, value) => {
    let isBroken = true;
    const server = await authorityWith(
      (origin) => ({ ...documentAt(origin), ...(isBroken ? { [name]: value } : {}) }),
      (request) =>
        request.includes('grant_type=')
          ? httpAnswer({ error: 'authorization_declined' }, 400)
          : httpAnswer(codes),
    );
    const { file } = await place();
    const signInWithCache = () =>
      signIn(clientAt(server, fileCachePlugin({ file, protection: 'plaintext' })));
    const error = await failureOf(signInWithCache());
    expect(classifyAuthError(error)).toMatchObject({ code: 'invalid_response', retryable: false });
    expect(explainAuthError(error, { language: 'en' })).toContain(name);
    isBroken = false;
    const second = await failureOf(signInWithCache());
    expect(classifyAuthError(second).code).toBe('authorization_declined');
  });

  test.each([
    'javascript:alert(1)',
    'ms-msdt:/id',
    'http://evil.example/authorize',
    'https://login.example/\u001b[2J',
    'https://login.example/\u009b2J',
    'https://login.example/\u202egpj.exe',
    'https://login.example/\r\nx',
    'https://ada:pw@login.example/',
    `https://login.example/${'x'.repeat(3e6)}`,
  ])(
    'whose page is not an address for a browser opens none (%#)',
    async (authorization_endpoint) => {
      const server = await authorityWith(
        (origin) => ({ ...documentAt(origin), authorization_endpoint }),
        () => httpAnswer({}),
      );
      const opened: string[] = [];
      const error = await failureOf(
        acquireTokenInteractive(clientAt(server), {
          scopes,
          openBrowser: (url) => void opened.push(url),
        }),
      );
      expect(opened).toEqual([]);
      expect(classifyAuthError(error)).toMatchObject({ code: 'invalid_response', known: true });
      expect(explainAuthError(error)).not.toMatch(/[\u001b\u009b\u202e]/);
    },
  );
});
