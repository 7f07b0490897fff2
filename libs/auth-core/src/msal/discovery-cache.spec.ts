import { describe, expect, test } from '@jest/globals';
import { type DiscoveryStore, withDiscoveryCache } from './discovery-cache.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';

const HOST = 'https://login.example';
const url = `${HOST}/tenant/v2.0/.well-known/openid-configuration`;
const ask: HttpRequest = { method: 'GET', url, headers: {} };
const token: HttpRequest = {
  method: 'POST',
  url: `${HOST}/tenant/token`,
  headers: {},
  body: 'x=1',
};
const document = {
  issuer: `${HOST}/{tenantid}/v2.0`,
  authorization_endpoint: `${HOST}/tenant/authorize`,
  jwks_uri: `${HOST}/tenant/keys`,
  token_endpoint: `${HOST}/tenant/token`,
  device_authorization_endpoint: `${HOST}/tenant/devicecode`,
};

function setUp(answer: (request: HttpRequest) => HttpResponse = () => ok(document)) {
  const kept = new Map<string, { storedAt: number; document: unknown }>();
  const state = { now: 1_000_000, calls: 0, kept };
  const store: DiscoveryStore = {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, value) => {
      kept.set(key, { storedAt: state.now, document: value });
      return Promise.resolve();
    },
    delete: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
  const send = (request: HttpRequest) => {
    state.calls += 1;
    return Promise.resolve(answer(request));
  };
  return { state, send: withDiscoveryCache(send, store, [], () => state.now) };
}

const ok = (body: unknown): HttpResponse => ({
  status: 200,
  headers: {},
  text: JSON.stringify(body),
});

describe('withDiscoveryCache', () => {
  test('asks once, and answers from the store for a day', async () => {
    const { state, send } = setUp();
    await send(ask);
    state.now += 23 * 3600 * 1000;
    expect(JSON.parse((await send(ask)).text)).toEqual(document);
    expect(state.calls).toBe(1);
    state.now += 2 * 3600 * 1000;
    await send(ask);
    expect(state.calls).toBe(2);
  });

  test.each([
    ['an endpoint over http', { ...document, token_endpoint: 'http://login.example/token' }],
    ['an endpoint on another host', { ...document, token_endpoint: 'https://evil.example/token' }],
    ['an endpoint on another port', { ...document, token_endpoint: 'https://login.example:444/t' }],
    ['no endpoints', { hello: 'world' }],
    ['a member of another type', { ...document, authorization_endpoint: 7 }],
    ['a page that runs', { ...document, end_session_endpoint: 'javascript:1' }],
  ])('does not keep a document with %s', async (_name, body) => {
    const { state, send } = setUp(() => ok(body));
    await send(ask);
    await send(ask);
    expect(state.calls).toBe(2);
    expect(state.kept.size).toBe(0);
  });

  test.each<[string, unknown]>([
    ['points elsewhere', { ...document, token_endpoint: 'https://evil.example/token' }],
    ['lacks a member', { ...document, jwks_uri: undefined }],
    ['is none', null],
  ])('does not believe a stored document that %s', async (_name, forged) => {
    const { state, send } = setUp();
    state.kept.set(url, { storedAt: state.now, document: forged });
    expect(JSON.parse((await send(ask)).text)).toEqual(document);
  });

  test.each<[string, () => HttpResponse]>([
    ['is not there any more', () => ({ status: 404, headers: {}, text: '' })],
    [
      'cannot be reached',
      () => {
        throw Object.assign(new Error('gone'), { code: 'ENOTFOUND' });
      },
    ],
  ])('asks again when an endpoint %s', async (_name, answer) => {
    const { state, send } = setUp((request) => (request === token ? answer() : ok(document)));
    await send(ask);
    await send(token).catch(() => undefined);
    expect(state.kept.size).toBe(0);
  });
});
