import { PublicClientApplication } from '@azure/msal-node';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { keyFromFile } from '../cache/key-from-file.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import {
  acquireTokenByDeviceCode,
  type DeviceCodeFlowRequest,
} from './acquire-token-by-device-code.ts';
import { pendingDeviceCodeFile } from './pending-device-code.ts';
import { deviceCodeProcesses } from './testing/fork-device-code-process.ts';

const USER = 'adele@contoso.example';
const scopes = ['User.Read'];
const folder = temporaryFolders();
const startProcess = deviceCodeProcesses();
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const newFile = async () => join(await folder(), 'kept', 'pending.json');
const pendingAt = (file: string) => pendingDeviceCodeFile({ file, protection: 'plaintext' });

function flow(file: string, request: Partial<DeviceCodeFlowRequest> = {}) {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  const shown: string[] = [];
  const ended = acquireTokenByDeviceCode(client, {
    scopes,
    pending: pendingAt(file),
    deviceCodeCallback: ({ userCode }) => void shown.push(userCode),
    ...request,
  });
  return { shown, ended };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  return classifyAuthError(error).code;
}

async function requestsTo(endpoint: string): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter((exchange) => exchange.endpoint === endpoint).length;
}

/** Leaves a code behind as a killed process does: a fault of its own machine ends the wait. */
async function leaveCodeBehind(file: string): Promise<string> {
  const { shown, ended } = flow(file, {
    deviceCodeCallback: ({ userCode }) => {
      shown.push(userCode);
      throw new Error('the display broke');
    },
  });
  await expect(ended).rejects.toThrow('the display broke');
  return shown[0] ?? '';
}

describe('a pending device code', () => {
  test('outlives SIGKILL: the same user code, one device code, one token', async () => {
    const file = await newFile();
    const { clientId, authority, ca } = emulator;
    const task = { clientId, authority, ca, file, scopes };
    const codes = await requestsTo('devicecode');
    const first = startProcess(task);
    const userCode = await first.first('shown');
    await first.first('polled');
    await first.kill();

    const second = startProcess(task);
    expect(await second.first('shown')).toBe(userCode);
    await second.first('polled');
    const third = startProcess(task);
    expect(await third.first('failed')).toBe('cache_locked');
    expect(third.news).toEqual([
      { failed: 'cache_locked', message: expect.stringMatching(/locked by process \d+/) },
    ]);

    await emulator.control.user({ does: 'approve', as: USER });
    expect(await second.first('token')).toBe(USER);
    expect(await requestsTo('devicecode')).toBe(codes + 1);
    const tokens = (await emulator.control.exchanges()).filter(
      ({ endpoint, status }) => endpoint === 'token' && status === 200,
    );
    expect(tokens).toHaveLength(1);
    expect(await readdir(join(file, '..'))).toEqual([]);
  }, 30_000);

  test('is shown again by the next flow, link and all, and polled after an interval', async () => {
    const file = await newFile();
    const userCode = await leaveCodeBehind(file);
    const left = await pendingAt(file).read();
    await writeFile(file, JSON.stringify({ ...left, interval: 0.4 }));
    const codes = await requestsTo('devicecode');
    await emulator.control.user({ does: 'approve', as: USER });
    const started = performance.now();
    const links: (string | undefined)[] = [];
    const { ended } = flow(file, {
      deviceCodeCallback: ({ verificationUriComplete }) => void links.push(verificationUriComplete),
    });
    expect((await ended)?.account?.username).toBe(USER);
    expect(performance.now() - started).toBeGreaterThan(390);
    expect(links).toEqual([expect.stringContaining(userCode)]);
    expect(await requestsTo('devicecode')).toBe(codes);
  });

  test.each([
    ['without the claims that it was issued for', undefined],
    ['for other claims', '{"access_token":{"acrs":{"essential":true,"value":"c2"}}}'],
  ])(
    'is not used %s: a token for weaker or other claims would come of it',
    async (_name, other) => {
      const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
      const file = await newFile();
      const first = flow(file, {
        claims,
        deviceCodeCallback: ({ userCode }) => {
          first.shown.push(userCode);
          throw new Error('the display broke');
        },
      });
      await expect(first.ended).rejects.toThrow('the display broke');
      expect((await pendingAt(file).read())?.claims).toBe(claims);
      const second = flow(file, {
        ...(other ? { claims: other } : {}),
        deviceCodeCallback: ({ userCode }) => {
          second.shown.push(userCode);
          throw new Error('the display broke');
        },
      });
      await expect(second.ended).rejects.toThrow('the display broke');
      expect(second.shown).toHaveLength(1);
      expect(second.shown).not.toEqual(first.shown);
      expect((await pendingAt(file).read())?.claims).toBe(other);
    },
  );

  test('is kept without a link where the authority sends none', async () => {
    const file = await newFile();
    const merge = { verification_uri_complete: null };
    await emulator.control.fault({ at: 'devicecode', answer: { merge } });
    await leaveCodeBehind(file);
    await emulator.control.user({ does: 'approve', as: USER });
    const prompts: object[] = [];
    await flow(file, { deviceCodeCallback: (prompt) => void prompts.push(prompt) }).ended;
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).not.toHaveProperty('verificationUriComplete');
  });

  test('is on disk before it is shown, and for its owner only', async () => {
    const file = await newFile();
    let kept = '';
    let mode = 0;
    const { ended } = flow(file, {
      deviceCodeCallback: async ({ deviceCode, userCode }) => {
        kept = await readFile(file, 'utf8');
        mode = (await stat(file)).mode & 0o777;
        expect(kept).toContain(deviceCode);
        expect(kept).toContain(userCode);
        await emulator.control.user({ does: 'approve', as: USER });
      },
    });
    await ended;
    expect(kept).not.toBe('');
    if (process.platform !== 'win32') expect(mode).toBe(0o600);
  });

  test('is encrypted where the cache would be', async () => {
    const file = await newFile();
    const pending = pendingDeviceCodeFile({ file, protection: keyFromFile(`${file}.key`) });
    const { ended } = flow(file, {
      pending,
      deviceCodeCallback: async ({ deviceCode, userCode }) => {
        const kept = await readFile(file, 'latin1');
        expect(kept).not.toContain(deviceCode);
        expect(kept).not.toContain(userCode);
        throw new Error('seen');
      },
    });
    await expect(ended).rejects.toThrow('seen');
    expect(await pending.read()).toMatchObject({ clientId: emulator.clientId });
  });

  test.each<[string, string, (stop: AbortController) => unknown]>([
    ['declined', 'AADSTS700171', () => emulator.control.user({ does: 'decline' })],
    ['expired', 'device_code_expired', () => undefined],
    ['aborted', 'device_code_polling_cancelled', (stop) => stop.abort()],
  ])('is deleted when the sign-in is %s', async (how, code, act) => {
    const file = await newFile();
    if (how === 'expired')
      await emulator.control.fault({ at: 'devicecode', answer: { merge: { expires_in: 0.3 } } });
    const stop = new AbortController();
    const { ended } = flow(file, {
      signal: stop.signal,
      deviceCodeCallback: async () => void (await act(stop)),
    });
    expect(await codeOf(ended)).toBe(code);
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  test('is deleted when the caller stops waiting', async () => {
    const file = await newFile();
    expect(await codeOf(flow(file, { timeout: 0.2 }).ended)).toBe('user_timeout_reached');
    expect(await pendingAt(file).read()).toBeUndefined();
  });

  test('is kept while the authority cannot be reached', async () => {
    const file = await newFile();
    const userCode = await leaveCodeBehind(file);
    await emulator.control.fault({ at: 'discovery', answer: { drop: true } });
    expect(await codeOf(flow(file).ended)).toBe('ECONNRESET');
    expect(await pendingAt(file).read()).toMatchObject({ userCode });
  });

  test.each([
    ['other scopes', { scopes: ['Mail.Read'] }],
    ['another client', { clientId: '99999999-0000-0000-0000-000000000000' }],
    ['another authority', { authority: 'https://login.microsoftonline.com/common' }],
    ['yesterday', { expiresAt: 1 }],
  ])('of %s is not used, and a new one takes its place', async (_name, change) => {
    const file = await newFile();
    const left = await leaveCodeBehind(file);
    const kept = await pendingAt(file).read();
    await writeFile(file, JSON.stringify({ ...kept, ...change }));
    await emulator.control.user({ does: 'approve', as: USER });
    const { shown, ended } = flow(file);
    expect((await ended)?.account?.username).toBe(USER);
    expect(shown).toHaveLength(1);
    expect(shown).not.toContain(left);
  });

  test('is polled on under a clock that is far behind, as on a device that has just started', async () => {
    const file = await newFile();
    const left = await leaveCodeBehind(file);
    const kept = await pendingAt(file).read();
    const expiresAt = Date.now() + 50 * 365 * 86_400_000; // as good as a clock of 50 years ago
    await writeFile(file, JSON.stringify({ ...kept, expiresAt }));
    await emulator.control.user({ does: 'approve', as: USER });
    const { shown, ended } = flow(file);
    expect((await ended)?.account?.username).toBe(USER);
    expect(shown).toEqual([left]);
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  test('that is damaged is set aside, and a new one takes its place', async () => {
    const file = await newFile();
    await leaveCodeBehind(file);
    await writeFile(file, '{"deviceCode":');
    const reasons: string[] = [];
    const pending = pendingDeviceCodeFile({
      file,
      protection: 'plaintext',
      onDamaged: ({ reason }) => reasons.push(reason),
    });
    await emulator.control.user({ does: 'approve', as: USER });
    expect((await flow(file, { pending }).ended)?.account?.username).toBe(USER);
    expect(reasons).toEqual(['damaged']);
  });

  test('remembers a raised interval for the next process', async () => {
    const file = await newFile();
    await emulator.control.fault({ at: 'token', times: 1, answer: { oauth: 'slow_down' } });
    const { ended } = flow(file, {
      onPoll: () => {
        throw new Error('killed');
      },
    });
    await expect(ended).rejects.toThrow('killed');
    expect((await pendingAt(file).read())?.interval).toBe(5.05);
  });

  test('a place where it cannot be kept ends the sign-in before a code is shown', async () => {
    const file = await folder();
    const { shown, ended } = flow(file);
    expect(await codeOf(ended)).toBe('cache_unusable');
    expect(shown).toEqual([]);
  });
});
