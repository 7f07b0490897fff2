import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  acquireTokenInteractive,
  type AuthStep,
  describeAuthError,
  type Exchange,
  EXCHANGE_CHANNEL,
  explainAuthError,
  fetchWithToken,
  pollDeviceCode,
  publicClientConfiguration,
  startDeviceCode,
  STEP_CHANNEL,
} from './index.ts';

const scopes = ['User.Read'];
const correlationId = '7a9d0f4e-5b7c-4d2e-8f11-0c9b3e5d6a70';
let emulator: IdentityEmulator;
let steps: AuthStep[];
let exchanges: Exchange[];

const onStep = (message: unknown) => void steps.push(message as AuthStep);
const onExchange = (message: unknown) => void exchanges.push(message as Exchange);

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
beforeEach(async () => {
  [steps, exchanges] = [[], []];
  subscribe(STEP_CHANNEL, onStep);
  subscribe(EXCHANGE_CHANNEL, onExchange);
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
});
afterEach(async () => {
  unsubscribe(STEP_CHANNEL, onStep);
  unsubscribe(EXCHANGE_CHANNEL, onExchange);
  await emulator.control.reset();
});
afterAll(() => emulator.close());

function newClient(): PublicClientApplication {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

const byDeviceCode = (client: PublicClientApplication) =>
  acquireToken(client, { scopes, correlationId }, (request) =>
    acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined }),
  );

const kinds = () => steps.map(({ kind }) => kind);

describe('the channels', () => {
  test('tell a device code flow, and a second run that needs only the cache', async () => {
    const client = newClient();
    const pending = { grant: 'device_code', times: 1, answer: { oauth: 'authorization_pending' } };
    await emulator.control.fault({ at: 'token', ...pending });
    const { accessToken } = await byDeviceCode(client);
    expect(kinds().filter((kind) => kind !== 'poll')).toEqual([
      'cache-lookup',
      'ask-user',
      'device-code',
    ]);
    expect(steps[0]).toMatchObject({ outcome: 'none', correlationId });
    expect(steps[2]).toMatchObject({ verificationUri: `${emulator.pages}/devicelogin` });
    const polls = steps.filter((step) => step.kind === 'poll');
    expect(polls[0]).toMatchObject({ outcome: 'pending', interval: 0.05 });
    expect(polls.at(-1)).toMatchObject({ outcome: 'done' });
    const [issued] = exchanges.filter(({ url }) => url.endsWith('/devicecode'));
    const [asked] = (await emulator.control.exchanges()).filter(
      ({ endpoint }) => endpoint === 'devicecode',
    );
    const { correlationId: ofAnswer } = asked ?? {};
    expect(issued).toMatchObject({
      status: 200,
      correlationId: ofAnswer,
      duration: expect.any(Number),
    });
    expect(exchanges.at(-1)).toMatchObject({
      correlationId,
      request: { device_code: '[43 chars]' },
    });
    steps = [];
    await byDeviceCode(client);
    expect(steps).toMatchObject([
      { kind: 'cache-lookup', outcome: 'found', username: 'adele@contoso.example' },
      { kind: 'silent', outcome: 'cache' },
    ]);
    expect(JSON.stringify([steps, exchanges])).not.toContain(accessToken.split('.')[2]);
  });

  test('tell a refresh, one that failed, and its diagnosis once', async () => {
    const client = newClient();
    const { account } = await byDeviceCode(client);
    steps = [];
    const again = { scopes, account: account ?? undefined, forceRefresh: true };
    await acquireToken(client, again, () => Promise.resolve(null));
    expect(steps.at(-1)).toMatchObject({ kind: 'silent', outcome: 'refreshed' });
    await emulator.control.play('refresh-token-revoked');
    const failed = await acquireToken(client, again, (_, reason) => Promise.reject(reason)).catch(
      (error: unknown) => error,
    );
    expect(steps.at(-2)).toMatchObject({
      outcome: 'failed',
      code: 'AADSTS50173',
      interactive: true,
    });
    explainAuthError(failed);
    describeAuthError(failed, { flow: 'silent' });
    expect(kinds().filter((kind) => kind === 'diagnosis')).toHaveLength(1);
    expect(steps.at(-1)).toMatchObject({ code: 'AADSTS50173', category: expect.any(String) });
  });

  test('tell what the browser is sent with, and what it comes back with', async () => {
    const client = newClient();
    const openBrowser = (url: string) => void followSignIn(url);
    await acquireTokenInteractive(client, { scopes, openBrowser });
    await emulator.control.user({ does: 'decline' });
    await acquireTokenInteractive(client, { scopes, openBrowser }).catch(() => undefined);
    expect(steps.filter(({ kind }) => kind !== 'diagnosis')).toMatchObject([
      {
        kind: 'authorize',
        url: `${emulator.pages}${new URL(emulator.authority).pathname}/oauth2/v2.0/authorize`,
        request: { response_type: 'code', state: '[43 chars]', code_challenge: '[43 chars]' },
      },
      { kind: 'redirect', outcome: 'code', responseMode: 'form_post' },
      { kind: 'authorize' },
      { kind: 'redirect', outcome: 'refused', code: 'access_denied' },
    ]);
  });

  test('tell polls of an own loop, and the API with its challenge', async () => {
    const client = newClient();
    await emulator.control.reset();
    let flow = await startDeviceCode(client, { scopes });
    const first = await pollDeviceCode(client, flow);
    if (first.state !== 'done') ({ flow } = first);
    await emulator.control.user({ does: 'approve' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await pollDeviceCode(client, flow);
    await emulator.control.play('claims-challenge');
    const url = `${emulator.graph}/me`;
    const { origin } = new URL(url);
    const token = (claims?: string) =>
      acquireToken(client, { scopes, claims }, () => Promise.resolve(null));
    await fetchWithToken(client, { url, allowedOrigins: [origin] }, token);
    expect(steps.filter(({ kind }) => /code|poll|api/.test(kind))).toMatchObject([
      { kind: 'device-code', interval: 0.05 },
      { kind: 'poll', outcome: 'pending' },
      { kind: 'poll', outcome: 'done' },
      { kind: 'api-call', url, status: 401, isChallenged: true },
      { kind: 'api-call', url, status: 200, isChallenged: false },
    ]);
  });

  test('tell each wait: a pause before a retry, and an answer that does not come', async () => {
    const once = { times: 1 };
    await emulator.control.fault({ at: 'discovery', ...once, answer: { status: 502 } });
    await emulator.control.fault({ at: 'devicecode', ...once, answer: { delayMs: 1500 } });
    await byDeviceCode(newClient());
    const waits = steps.filter((step) => step.kind === 'wait');
    expect(waits).toMatchObject([{ reason: 'retry' }, { reason: 'answer', seconds: 14 }]);
    expect(waits[0]?.seconds).toBeGreaterThan(0);
    expect(waits[0]?.seconds).toBeLessThan(10);
  });

  test('make no message when nobody listens', async () => {
    unsubscribe(STEP_CHANNEL, onStep);
    unsubscribe(EXCHANGE_CHANNEL, onExchange);
    await byDeviceCode(newClient());
    expect([steps, exchanges]).toEqual([[], []]);
  });
});
