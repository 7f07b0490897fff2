import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireToken } from '../policy/acquire-token.ts';
import type { ApiRequest } from './call-api.ts';
import { fetchWithToken } from './fetch-with-token.ts';

const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
let emulator: IdentityEmulator;
let client: PublicClientApplication;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

/** Gets tokens as a program does, and notes with which claims. */
function tokens() {
  const demanded: (string | undefined)[] = [];
  const getToken = async (claims?: string): Promise<AuthenticationResult> => {
    demanded.push(claims);
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
    return acquireToken(client, { scopes: ['User.Read'], claims }, (request) =>
      acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined }),
    );
  };
  return { demanded, getToken };
}

const me = (): ApiRequest => ({
  url: `${emulator.graph}/me`,
  allowedOrigins: [emulator.graph],
});
const encode = (text: string) => Buffer.from(text).toString('base64');
const challenge = (claims: string) =>
  `Bearer realm="", authorization_uri="https://login.example", error="insufficient_claims", claims="${claims}"`;

async function challengeWith(header: string, times = 1): Promise<void> {
  const headers = { 'www-authenticate': header };
  await emulator.control.fault({ at: 'graph', times, answer: { status: 401, headers } });
}

describe('fetchWithToken', () => {
  test('calls the API with the token', async () => {
    const { demanded, getToken } = tokens();
    const response = await fetchWithToken(client, me(), getToken);
    expect(response.status).toBe(200);
    expect(JSON.parse(response.text)).toMatchObject({ mail: 'adele@contoso.example' });
    expect(demanded).toEqual([undefined]);
  });

  test('cuts the token out of a refusal that repeats it, however short it is', async () => {
    const headers = { 'x-seen': 'Bearer op/1' };
    const body = '{"error":{"message":"Bearer op/1, or op\\/1"}}';
    await emulator.control.fault({ at: 'graph', answer: { status: 401, headers, body } });
    const getToken = async () => ({ accessToken: 'op/1' }) as AuthenticationResult;
    const refused = await fetchWithToken(client, me(), getToken);
    expect(refused.text).toBe('{"error":{"message":"Bearer …, or …"}}');
    expect(refused.headers['x-seen']).toBe('Bearer …');
  });

  test.each<[string, (token: string) => string]>([
    ['of a form', encodeURIComponent],
    ['of a form, in small letters', (token) => encodeURIComponent(token).toLowerCase()],
    ['of a form in a form', (token) => encodeURIComponent(encodeURIComponent(token))],
    ['of HTML', (token) => token.replace(/[+/=]/g, (one) => `&#${one.charCodeAt(0)};`)],
    ['of HTML, by numbers of base 16', (token) => token.replaceAll('/', '&#x2F;')],
    ['of JSON', (token) => token.replaceAll('+', '\\u002b').replaceAll('=', '\\u003D')],
    ['base64', (token) => Buffer.from(token).toString('base64')],
    ['base64 of the header', (token) => Buffer.from(`Bearer ${token}`).toString('base64')],
    ['base64url', (token) => Buffer.from(`x${token}yz`).toString('base64url')],
    ['hex', (token) => Buffer.from(token).toString('hex').toUpperCase()],
  ])('cuts it out in the spelling %s', async (_name, spelled) => {
    const token = 'opaque/token+of=16.chars==';
    const answer = { status: 403, body: `before ${spelled(token)} after` };
    await emulator.control.fault({ at: 'graph', answer });
    const getToken = async () => ({ accessToken: token }) as AuthenticationResult;
    const { text } = await fetchWithToken(client, me(), getToken);
    expect(text).toMatch(/^before .{0,14}….{0,6} after$/);
  });

  test('answers a claims challenge once, with the claims and a new token', async () => {
    await challengeWith(challenge(encode(CLAIMS)));
    const { demanded, getToken } = tokens();
    expect((await fetchWithToken(client, me(), getToken)).status).toBe(200);
    expect(demanded).toEqual([undefined, CLAIMS]);
  });

  test.each([
    ['names in capitals', `BEARER Error="insufficient_claims", CLAIMS="${encode(CLAIMS)}"`],
    [
      'spaces around the equals sign',
      `Bearer error = "insufficient_claims" , claims = "${encode(CLAIMS)}"`,
    ],
    [
      'the older word of Azure Resource Manager',
      `Bearer authorization_uri="https://login.example/", error="invalid_token", error_description="x", claims="${encode(CLAIMS)}"`,
    ],
    ['a bare refusal beside it', `Bearer error="invalid_token", ${challenge(encode(CLAIMS))}`],
    ['no quotes', `Bearer error=insufficient_claims,claims=${encode(CLAIMS)}`],
    ['other challenges around it', `Basic realm="x", ${challenge(encode(CLAIMS))}, PoP error="y"`],
  ])('reads a challenge with %s', async (_name, header) => {
    await challengeWith(header);
    const { demanded, getToken } = tokens();
    expect((await fetchWithToken(client, me(), getToken)).status).toBe(200);
    expect(demanded).toEqual([undefined, CLAIMS]);
  });

  test('and hands a second challenge over', async () => {
    await challengeWith(challenge(encode(CLAIMS)), 2);
    const { demanded, getToken } = tokens();
    expect((await fetchWithToken(client, me(), getToken)).status).toBe(401);
    expect(demanded).toHaveLength(2);
  });

  test.each([
    [
      'is for another error',
      challenge(encode(CLAIMS)).replace('insufficient_claims', 'invalid_request'),
    ],
    ['has no claims', 'Bearer error="insufficient_claims"'],
    ['is not JSON', challenge(encode('{"access'))],
    ['is a list', challenge(encode('[]'))],
    ['is null', challenge(encode('null'))],
    ['is empty', challenge(encode('{}'))],
    ['has a text where an object belongs', challenge(encode('{"access_token":"x"}'))],
    ['has a null where an object belongs', challenge(encode('{"access_token":null}'))],
    ['has a number where an object belongs', challenge(encode('{"id_token":{},"x":5}'))],
    [
      'has its claims under another name',
      challenge(encode(CLAIMS)).replace(' claims=', ' x-claims='),
    ],
    ['is of another scheme', challenge(encode(CLAIMS)).replace('Bearer', 'PoP')],
    [
      'is quoted by another parameter',
      `Bearer realm="a, error=\\"insufficient_claims\\", claims=\\"${encode(CLAIMS)}\\""`,
    ],
    ['is not base64', challenge('{}')],
    ['is endless', challenge('A'.repeat(9000))],
  ])('hands over a 401 whose challenge %s', async (_name, header) => {
    await challengeWith(header);
    const { demanded, getToken } = tokens();
    expect((await fetchWithToken(client, me(), getToken)).status).toBe(401);
    expect(demanded).toEqual([undefined]);
  });

  test('reads no challenge in an answer other than 401', async () => {
    const headers = { 'www-authenticate': challenge(encode(CLAIMS)) };
    await emulator.control.fault({ at: 'graph', times: 1, answer: { status: 403, headers } });
    const { demanded, getToken } = tokens();
    expect((await fetchWithToken(client, me(), getToken)).status).toBe(403);
    expect(demanded).toHaveLength(1);
  });

  test('sends method, headers and body', async () => {
    const { getToken } = tokens();
    const request: ApiRequest = {
      ...me(),
      method: 'patch' as 'PATCH',
      headers: new Headers({ 'Content-Type': 'application/json', Authorization: 'mine' }),
      body: '{}',
      signal: new AbortController().signal,
    };
    const { status } = await fetchWithToken(client, request, getToken);
    expect(status).not.toBe(401);
    expect((await emulator.control.exchanges()).at(-1)?.method).toBe('PATCH');
  });

  test.each([
    ['the method', { method: 'TRACE' }, 'method has to be one of GET'],
    ['the method', { method: null }, 'method has to be one of GET'],
    ['the origins', { allowedOrigins: 'https://x.example' }, 'allowedOrigins has to be a list'],
    ['bytes', { body: Buffer.from('x') }, 'body has to be a text'],
    ['the header', { headers: { Host: 'evil.example' } }, 'the header host'],
    ['the header', { headers: [['Content-Length', '9']] }, 'the header content-length'],
  ])('refuses %s %j before a token is got', async (_name, odd, words) => {
    const { demanded, getToken } = tokens();
    const call = fetchWithToken(client, { ...me(), ...odd } as never, getToken);
    await expect(call).rejects.toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining(words),
    });
    expect(demanded).toEqual([]);
  });

  test.each([null, undefined, {}, { accessToken: '' }, { accessToken: {} }])(
    'says that getToken gave no token: %j',
    async (nothing) => {
      const before = (await emulator.control.exchanges()).length;
      const call = fetchWithToken(client, me(), () => Promise.resolve(nothing as never));
      await expect(call).rejects.toMatchObject({ errorCode: 'no_result' });
      expect(await emulator.control.exchanges()).toHaveLength(before);
    },
  );

  test.each(['authorization', 'Authorization'])('no header %s replaces the token', async (name) => {
    const { getToken } = tokens();
    const request = { ...me(), headers: { [name]: 'Bearer mine' } };
    expect((await fetchWithToken(client, request, getToken)).status).toBe(200);
  });

  test('tells an API that cannot be reached as that, and not as the sign-in service', async () => {
    await using gone = await startIdentityEmulator();
    const { graph: url } = gone;
    await gone.close();
    const { getToken } = tokens();
    const error: unknown = await fetchWithToken(
      client,
      { url, allowedOrigins: [url] },
      getToken,
    ).catch((reason: unknown) => reason);
    expect(classifyAuthError(error)).toMatchObject({ category: 'network', code: 'ECONNREFUSED' });
    const text = explainAuthError(error, { language: 'en' });
    expect(text).toMatch(/^The web API could not be reached\./);
    expect(text).not.toMatch(/sign-in service|the authority/);
    expect(text).toContain(new URL(url).port);
    const korean = explainAuthError(error, { language: 'ko' });
    expect(korean).toMatch(/^웹 API/);
    expect(korean).not.toContain('인증 기관');
  });

  test('but a token that cannot be got is the authority’s, on the way to an API too', async () => {
    await emulator.control.fault({ at: 'token', answer: { drop: true } });
    const getToken = () =>
      acquireToken(client, { scopes: ['User.Read'], forceRefresh: true }, () =>
        Promise.reject(new Error('asked')),
      );
    await tokens().getToken();
    const call = fetchWithToken(client, me(), getToken);
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(explainAuthError(error, { language: 'en' })).toContain('The sign-in service');
  });

  const graph = 'https://graph.microsoft.com';
  test.each([
    ['https://graph.microsoft.com.evil.example/v1.0/me', [graph]],
    ['https://graph.microsoft.com@evil.example/v1.0/me', [graph]],
    ['https://graph.microsoft.com:444/v1.0/me', [graph]],
    ['https://evil-graph.microsoft.com/', [graph]],
    ['https://graph.microsoft.comx/', [graph]],
    ['https://graph。microsoft.com.evil.example/', [graph]],
    ['http://graph.microsoft.com/', [graph, 'http://graph.microsoft.com']],
    ['//graph.microsoft.com/', [graph]],
    ['/v1.0/me', [graph]],
    ['data:text/plain,x', ['data:text/plain,x']],
    [`${graph}/`, []],
    [`${graph}/`, ['*', 'graph.microsoft.com', '']],
  ])('%s is not on the list %j: no token is got, nothing is sent', async (url, allowedOrigins) => {
    const { demanded, getToken } = tokens();
    const call = fetchWithToken(client, { url, allowedOrigins }, getToken);
    await expect(call).rejects.toMatchObject({
      errorCode: 'origin_not_allowed',
      errorMessage: expect.stringMatching(/^the token was not sent to .+: only .+ may have it$/),
    });
    expect(demanded).toEqual([]);
  });
});
