import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type EmulatorControl,
  type IdentityEmulator,
  type FaultAnswer,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { PublicClientApplication } from '@azure/msal-node';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import type { PollEvent } from './poll-until-final.ts';
import {
  acquireTokenByDeviceCode,
  type DeviceCodeFlowRequest,
  type DeviceCodePrompt,
} from './acquire-token-by-device-code.ts';

const USER = 'adele@contoso.example';
let emulator: IdentityEmulator;
let control: EmulatorControl;

beforeEach(async () => {
  // A short interval keeps the tests quick; the rules are the same.
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  control = emulator.control;
});
afterEach(() => emulator.close());

function clientAt(authority = emulator.authority): PublicClientApplication {
  const { origin } = new URL(emulator.authority);
  return new PublicClientApplication(
    publicClientConfiguration({
      clientId: emulator.clientId,
      authority,
      trustedOrigins: [{ origin, ca: emulator.ca }],
    }),
  );
}

function flow(given: Partial<DeviceCodeFlowRequest> = {}, client = clientAt()) {
  const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined, ...given };
  return acquireTokenByDeviceCode(client, request);
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('the flow ended well');
    },
    (error: unknown) => error,
  );
}

const injectPoll = (answer: FaultAnswer, times = 1) =>
  control.fault({ at: 'token', grant: 'device_code', times, answer });

async function pollCount(): Promise<number> {
  const exchanges = await control.exchanges();
  return exchanges.filter(({ endpoint }) => endpoint === 'token').length;
}

describe('acquireTokenByDeviceCode', () => {
  test("RFC 8628 3.4: polls under the standard's name of the grant", async () => {
    await control.user({ does: 'approve', as: USER });
    await flow();
    const polls = (await control.exchanges()).filter(({ endpoint }) => endpoint === 'token');
    expect(new Set(polls.map(({ grantType }) => grantType))).toEqual(
      new Set(['urn:ietf:params:oauth:grant-type:device_code']),
    );
  });

  test.each<[string, FaultAnswer, string]>([
    ['a broken authority', { status: 503 }, 'temporarily_unavailable'],
    ['a page of the network', { status: 200, body: '<p>log in</p>' }, 'invalid_response'],
    ['a silent authority', { hang: true }, 'ERR_DEADLINE'],
  ])('blames %s, not the user, when no poll had an answer', async (_name, answer, code) => {
    await injectPoll(answer, 1000);
    const error = await failureOf(flow({ timeout: 0.3 }));
    expect(error).toMatchObject({ errorCode: 'user_timeout_reached', cause: expect.anything() });
    expect(classifyAuthError(error).code).toBe(code);
  });

  test('reports the last fault, but waits for the user, when polls had answers before', async () => {
    await control.fault({
      at: 'token',
      grant: 'device_code',
      after: 1,
      answer: { status: 503, body: 'x' },
    });
    const error = await failureOf(flow({ timeout: 0.5 }));
    expect(error).toMatchObject({ cause: { status: 503 } });
    expect(classifyAuthError(error).code).toBe('user_timeout_reached');
  });

  test('shows the code and gets a token once the user has signed in', async () => {
    let prompt: DeviceCodePrompt | undefined;
    const signIn = flow({
      deviceCodeCallback: (shown) => {
        prompt = shown;
        return control.user({ does: 'approve', as: USER, afterMs: 120 });
      },
    });
    const result = await signIn;
    expect(result?.account?.username).toBe(USER);
    expect(prompt?.userCode).toMatch(/\w{4}/);
    expect(prompt?.verificationUri).toContain(emulator.pages);
    expect(prompt?.verificationUriComplete).toContain(emulator.pages);
  });

  test.each<[string, FaultAnswer]>([
    ['a dropped connection', { drop: true }],
    ['half an answer', { truncate: true }],
    ["a gateway's page", { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' }],
    ['a server that is busy', { status: 503, type: 'text/plain', body: 'later' }],
    ['throttling in plain text', { status: 429, headers: { 'retry-after': '1' }, body: 'slow' }],
  ])('%s is waited out', async (_name, answer) => {
    const kinds: PollEvent['kind'][] = [];
    await injectPoll(answer);
    const onPoll = ({ kind }: PollEvent) => {
      kinds.push(kind);
      void control.user({ does: 'approve', as: USER });
    };
    expect((await flow({ onPoll }))?.account?.username).toBe(USER);
    expect(kinds[0]).toBe('fault');
  });

  test('RFC 8628 3.5: slow_down adds five seconds for good', async () => {
    const events: PollEvent[] = [];
    await injectPoll({ oauth: 'slow_down' });
    const stop = new AbortController();
    const onPoll = (event: PollEvent) => {
      events.push(event);
      if (event.kind === 'pending') stop.abort();
    };
    await failureOf(flow({ onPoll, signal: stop.signal }));
    expect(events.map(({ kind }) => kind)).toEqual(['slow-down', 'pending']);
    expect(events.map(({ wait }) => Math.round(wait))).toEqual([5, 5]);
  }, 20_000);

  test.each([
    ['missing', { interval: null }],
    ['zero', { interval: 0 }],
    ['nonsense', { interval: 'soon' }],
  ])('an interval that is %s means five seconds, not a busy loop', async (_name, merge) => {
    await control.fault({ at: 'devicecode', answer: { merge } });
    const waits: number[] = [];
    await failureOf(flow({ timeout: 0.4, onPoll: ({ wait }) => waits.push(wait) }));
    expect(waits).toEqual([5]);
    expect(await pollCount()).toBe(1);
  });

  test("a refused devicecode call is reported with the authority's own error, and nothing is polled", async () => {
    await control.fault({ at: 'devicecode', answer: { aadsts: 'AADSTS50059' } });
    const shown: unknown[] = [];
    const error = await failureOf(flow({ deviceCodeCallback: (code) => void shown.push(code) }));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'AADSTS50059',
      category: 'config.tenant',
    });
    expect(shown).toEqual([]);
    expect(await pollCount()).toBe(0);
  });

  test.each(['AADSTS90133', 'AADSTS7000218', 'AADSTS53003'])(
    '%s at the devicecode endpoint keeps its number',
    async (aadsts) => {
      await control.fault({ at: 'devicecode', answer: { aadsts } });
      expect(classifyAuthError(await failureOf(flow())).code).toBe(aadsts);
    },
  );

  test('an unknown tenant is named although discovery hides it', async () => {
    const client = clientAt(emulator.authorityFor('11111111-2222-3333-4444-555555555555'));
    const error = await failureOf(flow({}, client));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'AADSTS90002',
      category: 'config.tenant',
    });
  });

  test('a declined sign-in ends the flow', async () => {
    await control.user({ does: 'decline', as: USER });
    const error = await failureOf(flow());
    expect(classifyAuthError(error).category).toBe('device.declined');
  });

  test('a code that ran out ends the flow, also when only this side knows it', async () => {
    await control.fault({ at: 'devicecode', answer: { merge: { expires_in: 1 } } });
    const error = await failureOf(flow());
    expect(classifyAuthError(error)).toMatchObject({
      code: 'device_code_expired',
      category: 'device.expired',
    });
  });

  test('a code that ran out at the authority ends the flow', async () => {
    const error = await failureOf(flow({ deviceCodeCallback: () => control.advanceClock(1000) }));
    expect(classifyAuthError(error).category).toBe('device.expired');
  });

  test('a timeout that is shorter than the code ends the flow on the second, not the interval', async () => {
    await control.fault({ at: 'devicecode', answer: { merge: { interval: 600 } } });
    const started = performance.now();
    const error = await failureOf(flow({ timeout: 0.3 }));
    expect(classifyAuthError(error).code).toBe('user_timeout_reached');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('an abort ends a hung request with a long interval at once, and sends nothing more', async () => {
    await control.fault({ at: 'devicecode', answer: { merge: { interval: 600 } } });
    await injectPoll({ hang: true });
    const stop = new AbortController();
    const signIn = failureOf(flow({ signal: stop.signal }));
    while ((await pollCount()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const started = performance.now();
    stop.abort();
    expect(classifyAuthError(await signIn).code).toBe('device_code_polling_cancelled');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await pollCount()).toBe(1);
  });

  test('an abort ends a hung discovery too', async () => {
    await control.fault({ at: 'discovery', answer: { hang: true } });
    const signal = AbortSignal.timeout(100);
    const error = await failureOf(flow({ signal }));
    expect(classifyAuthError(error).code).toBe('device_code_polling_cancelled');
  });

  test('refuses what no flow can work with before anything is sent', async () => {
    for (const [odd, words] of [
      [{ scopes: 'User.Read' }, 'scopes has to be a list'],
      [{ deviceCodeCallback: undefined }, 'deviceCodeCallback has to be a function'],
      [{ timeout: Number.NaN }, 'more than 0'],
      [{ authority: 'https://login.example/t' }, 'is not on https://localhost'],
    ] as const)
      await expect(flow(odd as never)).rejects.toThrow(words);
    expect(await control.exchanges()).toEqual([]);
  });

  test('a callback that fails ends the flow with its own error', async () => {
    const deviceCodeCallback = () => Promise.reject(new Error('the screen is broken'));
    await expect(flow({ deviceCodeCallback })).rejects.toThrow('the screen is broken');
  });

  test('a certificate that is not trusted is named, and not asked again', async () => {
    const { clientId, authority } = emulator;
    const stranger = new PublicClientApplication(
      publicClientConfiguration({ clientId, authority }),
    );
    const error = await failureOf(flow({}, stranger));
    const { category, code } = classifyAuthError(error);
    expect([category, code]).toEqual(['network', expect.stringMatching(/CERT|SIGNATURE/)]);
  });

  test('an authority that is down is named', async () => {
    const client = clientAt();
    await emulator.close();
    expect(classifyAuthError(await failureOf(flow({}, client)))).toMatchObject({
      category: 'network',
      code: 'ECONNREFUSED',
    });
  });

  test('a link that is not a web address is refused', async () => {
    const merge = { verification_uri: 'javascript:alert(1)' };
    await control.fault({ at: 'devicecode', answer: { merge } });
    const error = await failureOf(flow());
    expect(classifyAuthError(error).known).toBeDefined();
    expect(await pollCount()).toBe(0);
  });
});

describe("the authority's message", () => {
  const messageFor = async (given: Partial<DeviceCodeFlowRequest> = {}) => {
    await control.user({ does: 'approve' });
    let message = '';
    await flow({ deviceCodeCallback: (prompt) => void ({ message } = prompt), ...given });
    return message;
  };
  afterEach(() => void chooseMessageLanguage(undefined));

  test('is in the language of the program', async () => {
    chooseMessageLanguage('ko');
    expect(await messageFor()).toMatch(
      /^로그인하려면 웹 브라우저에서 http\S+ 페이지를 열고 [A-Z]{9} 코드를 입력/,
    );
    chooseMessageLanguage('en');
    expect(await messageFor()).toMatch(/^To sign in, use a web browser to open the page http/);
  });

  test('is in the language that the request names', async () => {
    chooseMessageLanguage('ko');
    const extraQueryParameters = { mkt: 'en-US' };
    expect(await messageFor({ extraQueryParameters })).toMatch(/^To sign in/);
  });
});
