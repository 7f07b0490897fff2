import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResponse } from './http.ts';
import { isDeviceCodePoll, isHarmlessAtAuthority } from '../msal/request-form.ts';
import { type RetryOptions, withRetry } from './retry.ts';

const get: HttpRequest = { method: 'GET', url: 'https://login.example/x', headers: {} };
const post = (grant: string): HttpRequest => ({
  ...get,
  method: 'POST',
  body: `grant_type=${grant}`,
});
const status = (code: number, headers = {}): HttpResponse => ({
  status: code,
  headers,
  text: '{}',
});
const deviceCode: HttpRequest = { ...get, method: 'POST', body: 'client_id=c&scope=s' };
const half: HttpResponse = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  text: '{"access_token":"eyJ',
};
const loginPage: HttpResponse = { ...status(200), text: '<html>' };
const fault = (code: string) => Object.assign(new Error(code), { code });

/** Plays the given answers one after the other, the last one for ever, and counts. */
function server(answers: (HttpResponse | Error)[], options: RetryOptions = {}) {
  const state = { calls: 0 };
  const send = () => {
    const answer = answers[Math.min(state.calls, answers.length - 1)] as HttpResponse | Error;
    state.calls += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return {
    state,
    send: withRetry(send, {
      ...{ firstPause: 1, random: () => 0, isSentOnce: isDeviceCodePoll },
      ...options,
    }),
  };
}

describe('withRetry', () => {
  test.each([
    ['a GET after a dropped connection', get, fault('ECONNRESET'), 2],
    ['a GET after a gateway error', get, status(502), 2],
    ['a POST that never left', post('refresh_token'), fault('ECONNREFUSED'), 2],
    ['a POST that the server put off', post('refresh_token'), status(429), 2],
    ['not a POST that may have taken effect', post('refresh_token'), fault('ECONNRESET'), 1],
    ['not a POST behind a gateway that gave up', post('refresh_token'), status(504), 1],
    ['not a GET with an untrusted certificate', get, fault('DEPTH_ZERO_SELF_SIGNED_CERT'), 1],
    ['not an answer that says no', get, status(400), 1],
    ['not a request that hung until its deadline', get, fault('ERR_DEADLINE'), 1],
    ['a GET that got half an answer', get, half, 2],
    ['not a POST that got half an answer', post('refresh_token'), half, 1],
    ['not a GET that got a page of another server', get, loginPage, 1],
    ['not a form for an API that reads like a device code request', deviceCode, status(502), 1],
    ['not a device code poll, which has its own pace', post('device_code'), status(503), 1],
  ])('repeats %s', async (_name, request, answer, calls) => {
    const { state, send } = server([answer, status(200)]);
    await send(request).catch(() => undefined);
    expect(state.calls).toBe(calls);
  });

  test('waits as long as the server asks, up to the longest pause itself', async () => {
    const options = { longestPause: 1000, random: () => 1 };
    const { state, send } = server([status(429, { 'retry-after': '1' }), status(200)], options);
    expect((await send(get)).status).toBe(200);
    expect(state.calls).toBe(2);
  });

  test.each([
    ['a dropped connection', fault('ECONNRESET')],
    ['half an answer', half],
    ['a gateway error', status(502)],
  ])('asks an authority for a new device code after %s', async (_name, answer) => {
    const { state, send } = server([answer, status(200)], { isHarmless: isHarmlessAtAuthority });
    expect((await send(deviceCode)).status).toBe(200);
    expect(state.calls).toBe(2);
  });

  test('gives up after three tries, with the last answer', async () => {
    const { state, send } = server([status(503)]);
    expect((await send(get)).status).toBe(503);
    expect(state.calls).toBe(3);
  });

  test.each([11, 15, 19, 3600])(
    'hands over an answer that asks for a longer pause than it may make: %i s',
    async (seconds) => {
      const { state, send } = server([status(429, { 'retry-after': String(seconds) })]);
      expect((await send(get)).status).toBe(429);
      expect(state.calls).toBe(1);
    },
  );

  test('begins no other try when its time is used up', async () => {
    let calls = 0;
    const slow = () => {
      calls += 1;
      return Promise.resolve(status(503, { 'retry-after': '2' }));
    };
    expect((await withRetry(slow, { budget: 1_000 })(get)).status).toBe(503);
    expect(calls).toBe(1);
  });

  test('an abort ends the pause', async () => {
    const stop = new AbortController();
    const { send } = server([status(429, { 'retry-after': '9' })]);
    const pending = send({ ...get, signal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
