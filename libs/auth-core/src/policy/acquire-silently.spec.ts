import { join } from 'node:path';
import { type AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import {
  publicClientConfiguration,
  type SharedCache,
} from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireSilently } from './acquire-silently.ts';

const scopes = ['User.Read'];
const folder = temporaryFolders();
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterEach(async () => {
  jest.useRealTimers();
  await emulator.control.reset();
});
afterAll(() => emulator.close());

/** A cache by hand, whose content is in memory; it writes down what it is asked for. */
class RecordingCache implements SharedCache {
  readonly log: string[] = [];
  kept = '';
  #locked: Promise<unknown> = Promise.resolve();

  async beforeCacheAccess({ tokenCache }: Parameters<SharedCache['beforeCacheAccess']>[0]) {
    tokenCache.deserialize(this.kept);
  }
  async afterCacheAccess({
    tokenCache,
    cacheHasChanged,
  }: Parameters<SharedCache['afterCacheAccess']>[0]) {
    if (!cacheHasChanged) return;
    this.log.push('write');
    this.kept = tokenCache.serialize();
  }
  runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#locked.then(async () => {
      this.log.push('lock');
      return work().finally(() => this.log.push('unlock'));
    });
    this.#locked = turn.catch(() => undefined);
    return turn;
  }
  async save(cache: { serialize(): string }) {
    this.log.push('save');
    this.kept = cache.serialize();
  }
  /** Resolves when the present holder of the lock has left. */
  idle = () => this.#locked;
}

function clientWith(cache?: SharedCache): PublicClientApplication {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const onExchange = ({ request }: { request: Record<string, string> }) => {
    if (cache instanceof RecordingCache && request['grant_type'] === 'refresh_token')
      cache.log.push('refresh');
  };
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, cache, trustedOrigins, onExchange }),
  );
}

async function signIn(client: PublicClientApplication): Promise<AccountInfo> {
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  const request = { scopes, deviceCodeCallback: () => undefined };
  const result = await acquireTokenByDeviceCode(client, request);
  return result?.account as AccountInfo;
}

async function signedIn() {
  const cache = new RecordingCache();
  const client = clientWith(cache);
  const account = await signIn(client);
  cache.log.length = 0;
  return { cache, client, account };
}

async function refreshes(): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter(({ grantType }) => grantType === 'refresh_token').length;
}

/** Moves this process's clock, and nothing else of its time. */
function moveClock(seconds: number): void {
  const now = Date.now() + seconds * 1000;
  jest.useFakeTimers({
    now,
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

describe('acquireSilently', () => {
  test('takes no lock for a token that is good', async () => {
    const { cache, client, account } = await signedIn();
    expect((await acquireSilently(client, { scopes, account })).fromCache).toBe(true);
    expect(cache.log).toEqual([]);
  });

  test('takes the lock before it spends the refresh token', async () => {
    const { cache, client, account } = await signedIn();
    moveClock(3600);
    await acquireSilently(client, { scopes, account });
    expect(cache.log).toEqual(['lock', 'refresh', 'write', 'unlock']);
  });

  test('reads again behind the lock, and finds what another process has fetched', async () => {
    const { cache, client, account } = await signedIn();
    moveClock(3600);
    const other = clientWith(cache);
    const [mine, theirs] = await Promise.all([
      acquireSilently(client, { scopes, account }),
      acquireSilently(other, { scopes, account }),
    ]);
    expect(mine.accessToken).toBe(theirs.accessToken);
    expect(cache.log.filter((step) => step === 'refresh')).toHaveLength(1);
  });

  test('refresh_in has passed: the good token comes at once, and the new one in the background', async () => {
    await emulator.control.fault({ at: 'token', times: 1, answer: { merge: { refresh_in: 60 } } });
    const cache = new RecordingCache();
    const client = clientWith(cache);
    const account = await signIn(client);
    const first = await acquireSilently(client, { scopes, account });
    cache.log.length = 0;
    moveClock(120);
    await emulator.control.fault({
      at: 'token',
      grant: 'refresh_token',
      times: 1,
      answer: { delayMs: 200 },
    });
    const second = await acquireSilently(client, { scopes, account });
    expect(second.accessToken).toBe(first.accessToken);
    expect(cache.log).not.toContain('write');
    await cache.idle();
    expect(cache.log).toEqual(['lock', 'refresh', 'write', 'unlock']);
    const third = await acquireSilently(client, { scopes, account });
    expect(third.accessToken).not.toBe(first.accessToken);
  });

  test('a background refresh that fails does not cost the good token', async () => {
    await emulator.control.fault({ at: 'token', times: 1, answer: { merge: { refresh_in: 60 } } });
    const cache = new RecordingCache();
    const client = clientWith(cache);
    const account = await signIn(client);
    moveClock(120);
    await emulator.control.fault({ at: 'token', answer: { aadsts: 'AADSTS700016' } });
    for (let calls = 0; calls < 2; calls += 1) {
      expect((await acquireSilently(client, { scopes, account })).fromCache).toBe(true);
      await cache.idle();
    }
    expect(cache.log).toContain('refresh');
  });

  test('writes that a refresh token was rejected, so that it does not come back', async () => {
    const { cache, client, account } = await signedIn();
    await emulator.control.fault({
      at: 'token',
      times: 1,
      answer: { aadsts: 'AADSTS700082' },
    });
    const error: unknown = await acquireSilently(client, {
      scopes,
      account,
      forceRefresh: true,
      correlationId: 'c-1',
    }).catch((reason: unknown) => reason);
    expect(classifyAuthError(error)).toMatchObject({ code: 'AADSTS700082', interactive: true });
    expect(cache.log).toEqual(['lock', 'refresh', 'save', 'unlock']);
  });

  test('an abort ends it in the middle of a refresh', async () => {
    const { client, account } = await signedIn();
    await emulator.control.fault({ at: 'token', answer: { hang: true } });
    const reason = new Error('enough');
    const stop = new AbortController();
    const before = await refreshes();
    const call = acquireSilently(client, {
      scopes,
      account,
      forceRefresh: true,
      signal: stop.signal,
    }).catch((error: unknown) => error);
    while ((await refreshes()) === before) await new Promise((next) => setImmediate(next));
    stop.abort(reason);
    expect(await call).toBe(reason);
  });

  test('a failure other than a wish to refresh is thrown as it is', async () => {
    const { client, account } = await signedIn();
    const stranger = { ...account, homeAccountId: 'nobody.nowhere', localAccountId: 'nobody' };
    const error: unknown = await acquireSilently(client, { scopes, account: stranger }).catch(
      (reason: unknown) => reason,
    );
    expect(classifyAuthError(error).interactive).toBe(true);
  });

  test('works without a lock where the cache has none', async () => {
    const client = clientWith();
    const account = await signIn(client);
    const fresh = await acquireSilently(client, { scopes, account, forceRefresh: true });
    expect(fresh.fromCache).toBe(false);
  });

  test('two clients over one real file make one refresh of an expired token', async () => {
    const file = join(await folder(), 'cache.json');
    const clients = [0, 1].map(() =>
      clientWith(fileCachePlugin({ file, protection: 'plaintext' })),
    ) as [PublicClientApplication, PublicClientApplication];
    const account = await signIn(clients[0]);
    const before = await refreshes();
    moveClock(3600);
    const results = await Promise.all(
      clients.map((client) => acquireSilently(client, { scopes, account })),
    );
    expect(await refreshes()).toBe(before + 1);
    expect(results[0]?.accessToken).toBe(results[1]?.accessToken);
  });
});
