import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import type { DeviceCodeFlow } from './device-code-flow.ts';
import { pollDeviceCode, type PollResult } from './poll-device-code.ts';
import { startDeviceCode } from './start-device-code.ts';

const scopes = ['User.Read'];
const USER = 'adele@contoso.example';
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

function clientAt(authority = emulator.authority, clientId = emulator.clientId) {
  const trustedOrigins = [{ origin: new URL(emulator.authority).origin, ca: emulator.ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

async function failureOf(promise: Promise<unknown>) {
  return classifyAuthError(
    await promise.then(
      () => new Error('it went well'),
      (error: unknown) => error,
    ),
  );
}

function waiting(result: PollResult) {
  if (result.state === 'done') throw new Error('the user signed in');
  return result;
}

/** As the next process finds it. */
const restored = (flow: DeviceCodeFlow) => JSON.parse(JSON.stringify(flow)) as DeviceCodeFlow;
const anyTime = (flow: DeviceCodeFlow) => ({ ...flow, polledAt: 0 });

async function requestsTo(endpoint: string): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter((exchange) => exchange.endpoint === endpoint).length;
}

describe('startDeviceCode', () => {
  test('returns a code to show, bound to its client, and polls nothing', async () => {
    const before = await requestsTo('token');
    const flow = await startDeviceCode(clientAt(), { scopes });
    expect(restored(flow)).toEqual(flow);
    expect(flow).toMatchObject({
      clientId: emulator.clientId,
      authority: emulator.authority,
      scopes,
      interval: 0.05,
      verificationUri: expect.stringContaining(emulator.pages),
      verificationUriComplete: expect.stringContaining(flow.userCode),
      message: expect.stringContaining(flow.userCode),
    });
    expect(flow.expiresAt).toBeGreaterThan(Date.now() + 890_000);
    expect(await requestsTo('token')).toBe(before);
  });

  test("reports the authority's own error", async () => {
    await emulator.control.fault({ at: 'devicecode', answer: { aadsts: 'AADSTS50059' } });
    expect((await failureOf(startDeviceCode(clientAt(), { scopes }))).code).toBe('AADSTS50059');
  });

  test('refuses scopes that are no list', async () => {
    const wrong = { scopes: 'User.Read' as never };
    await expect(startDeviceCode(clientAt(), wrong)).rejects.toThrow('scopes has to be a list');
    const flow = await startDeviceCode(clientAt(), { scopes });
    await expect(pollDeviceCode(clientAt(), flow, wrong)).rejects.toThrow('scopes has to be');
  });

  test('an abort ends a request that hangs', async () => {
    await emulator.control.fault({ at: 'devicecode', answer: { hang: true } });
    const signal = AbortSignal.timeout(50);
    const diagnosis = await failureOf(startDeviceCode(clientAt(), { scopes, signal }));
    expect(diagnosis.code).toBe('device_code_polling_cancelled');
  });
});

describe('pollDeviceCode', () => {
  test('goes from pending to a token that the cache keeps, also in a later process', async () => {
    const flow = await startDeviceCode(clientAt(), { scopes });
    const first = waiting(await pollDeviceCode(clientAt(), flow));
    expect(first).toMatchObject({ state: 'pending', wait: 0.05 });
    await emulator.control.user({ does: 'approve', as: USER });
    const later = clientAt();
    const done = await pollDeviceCode(later, anyTime(restored(first.flow)));
    expect(done).toMatchObject({ state: 'done', result: { account: { username: USER } } });
    expect(await later.getAllAccounts()).toHaveLength(1);
  });

  test('a call that comes early sends nothing and says how long to wait', async () => {
    const client = clientAt();
    const flow = { ...(await startDeviceCode(client, { scopes })), interval: 60 };
    const first = waiting(await pollDeviceCode(client, flow));
    const polls = await requestsTo('token');
    const early = waiting(await pollDeviceCode(client, first.flow));
    expect(early.state).toBe('pending');
    expect(early.wait).toBeGreaterThan(50);
    expect(early.wait).toBeLessThanOrEqual(60);
    expect(await requestsTo('token')).toBe(polls);
  });

  test('a clock that was set back does not prolong the wait', async () => {
    const client = clientAt();
    const flow = await startDeviceCode(client, { scopes });
    const polls = await requestsTo('token');
    await pollDeviceCode(client, { ...flow, polledAt: Date.now() + 3_600_000, wait: 60 });
    expect(await requestsTo('token')).toBe(polls + 1);
  });

  test('RFC 8628 3.5: slow_down adds five seconds for good', async () => {
    const client = clientAt();
    const flow = await startDeviceCode(client, { scopes });
    await emulator.control.fault({ at: 'token', times: 1, answer: { oauth: 'slow_down' } });
    const slowed = waiting(await pollDeviceCode(client, flow));
    expect(slowed).toMatchObject({ state: 'slow-down', wait: 5.05 });
    expect(waiting(await pollDeviceCode(client, anyTime(restored(slowed.flow))))).toMatchObject({
      state: 'pending',
      wait: 5.05,
    });
  });

  test('a fault tells its reason and is forgotten by the next answer', async () => {
    const client = clientAt();
    let { flow } = waiting(await pollDeviceCode(client, await startDeviceCode(client, { scopes })));
    await emulator.control.fault({
      at: 'token',
      times: 2,
      answer: { status: 503, body: 'later' },
    });
    for (const faults of [1, 2]) {
      const fault = waiting(await pollDeviceCode(client, anyTime(flow)));
      expect(fault).toMatchObject({ state: 'fault', error: { status: 503 }, flow: { faults } });
      flow = fault.flow;
    }
    const next = waiting(await pollDeviceCode(client, anyTime(flow)));
    expect(next).toMatchObject({ state: 'pending', wait: 0.05, flow: { faults: 0 } });
  });

  test('an authority that is down before it is found is a fault, not the end', async () => {
    const flow = await startDeviceCode(clientAt(), { scopes });
    await emulator.control.fault({ at: 'discovery', answer: { drop: true } });
    const fault = waiting(await pollDeviceCode(clientAt(), flow));
    expect(fault).toMatchObject({ state: 'fault', error: { code: 'ECONNRESET' } });
  });

  test('a certificate that is not trusted is the end, not a fault', async () => {
    const flow = await startDeviceCode(clientAt(), { scopes });
    const { clientId, authority } = emulator;
    const stranger = new PublicClientApplication(
      publicClientConfiguration({ clientId, authority }),
    );
    expect((await failureOf(pollDeviceCode(stranger, flow))).code).toMatch(/CERT|SIGNATURE/);
  });

  test.each([
    ['a declined sign-in', 'decline', 'device.declined'],
    ['a code that ran out at the authority', 'expire', 'device.expired'],
  ])('%s ends the flow', async (_name, how, category) => {
    const client = clientAt();
    const flow = await startDeviceCode(client, { scopes });
    const { control } = emulator;
    await (how === 'decline' ? control.user({ does: 'decline' }) : control.advanceClock(1000));
    expect((await failureOf(pollDeviceCode(client, flow))).category).toBe(category);
  });

  test('a code that ran out here ends the flow without a request', async () => {
    const flow = await startDeviceCode(clientAt(), { scopes });
    const expired = { ...flow, expiresAt: Date.now() };
    const before = (await emulator.control.exchanges()).length;
    expect((await failureOf(pollDeviceCode(clientAt(), expired))).code).toBe('device_code_expired');
    expect(await emulator.control.exchanges()).toHaveLength(before);
  });

  test.each<[string, Partial<DeviceCodeFlow>]>([
    ['another client', { clientId: '99999999-0000-0000-0000-000000000000' }],
    ['another tenant', { authority: 'https://login.microsoftonline.com/common' }],
    ['other scopes', { scopes: ['Mail.Read'] }],
  ])('refuses a flow of %s before anything is sent', async (_name, change) => {
    const flow = { ...(await startDeviceCode(clientAt(), { scopes })), ...change };
    const polls = await requestsTo('token');
    const error: unknown = await pollDeviceCode(clientAt(), flow, { scopes }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ errorCode: 'device_code_mismatch' });
    expect(String(error)).not.toContain(flow.deviceCode);
    expect(await requestsTo('token')).toBe(polls);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'flow'],
    ['a flow without a code', { deviceCode: '' }],
    ['an interval that is text', { interval: 'soon' }],
    ['an interval of nothing', { interval: 0 }],
    ['an interval without end', { interval: 1e300 }],
    ['an end in the far future', { expiresAt: 1e300 }],
    ['a last poll that is not a number', { polledAt: '1' }],
    ['scopes that are no list', { scopes: 'User.Read' }],
    ['a message that is not a text', { message: 1 }],
    ['claims that are no text', { claims: {} }],
    ['a link that runs', { verificationUri: 'javascript:alert(1)' }],
    ['a complete link that steers', { verificationUriComplete: 'https://x.example/\u001b[2J' }],
    ['a user code that steers', { userCode: 'ABC\u001b[2J' }],
    ['an authority that is not an address', { authority: 'here' }],
  ])('refuses %s with one message', async (_name, change) => {
    const flow = await startDeviceCode(clientAt(), { scopes });
    const given = typeof change === 'object' && change ? { ...flow, ...change } : change;
    const poll = pollDeviceCode(clientAt(), given as DeviceCodeFlow);
    await expect(poll).rejects.toThrow(/device code flow/);
  });

  test('an abort ends a hung poll, and one before it sends nothing', async () => {
    const client = clientAt();
    const flow = await startDeviceCode(client, { scopes });
    await emulator.control.fault({ at: 'token', answer: { hang: true } });
    const signal = AbortSignal.timeout(50);
    for (let calls = 0; calls < 2; calls += 1) {
      const { code } = await failureOf(pollDeviceCode(client, flow, { signal }));
      expect(code).toBe('device_code_polling_cancelled');
    }
  });

  test('passes the claims on, at both steps', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    await emulator.control.user({ does: 'approve', as: USER });
    const flow = await startDeviceCode(clientAt(), { scopes, claims, correlationId: 'c-1' });
    expect(flow.claims).toBe(claims);
    const done = await pollDeviceCode(clientAt(), flow, { scopes });
    expect(done.state).toBe('done');
  });
});
