import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AuthCoreError } from '@entra-flows/auth-core';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { partitionedTokenCache } from './partitioned-token-cache.ts';
import { memoryStore } from './store/memory-store.ts';
import type { PartitionStore } from './store/partition-store.ts';
import { clientOf, refreshesOf, signIn, tokenFor } from './testing/signed-in.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const client = (tokens: ReturnType<typeof partitionedTokenCache>, owner: string) =>
  clientOf(emulator, tokens.partition(owner));

describe('partitionedTokenCache', () => {
  test("finds each user's own token, without a request", async () => {
    const tokens = partitionedTokenCache({ store: memoryStore() });
    const adele = await signIn(emulator, tokens);
    const megan = await signIn(emulator, tokens, { as: emulator.users[1]?.username ?? '' });
    const before = (await emulator.control.exchanges()).length;
    const found = await Promise.all(
      [adele, megan].map((user) => tokenFor(client(tokens, user.homeAccountId), user)),
    );
    expect(new Set(found).size).toBe(2);
    expect((await emulator.control.exchanges()).length).toBe(before);
    const seen = await client(tokens, adele.homeAccountId).getAllAccounts();
    expect(seen.map(({ username }) => username)).toEqual([adele.username]);
  });

  test('a hundred callers that find the same expired token make one refresh', async () => {
    const tokens = partitionedTokenCache({ store: memoryStore() });
    const account = await signIn(emulator, tokens, { expiresIn: 60 });
    const before = await refreshesOf(emulator);
    const calls = Array.from({ length: 100 }, () =>
      tokenFor(client(tokens, account.homeAccountId), account),
    );
    expect(new Set(await Promise.all(calls)).size).toBe(1);
    expect(await refreshesOf(emulator)).toBe(before + 1);
  });

  test('a sign-out elsewhere is not undone by a refresh that was under way', async () => {
    const store = memoryStore();
    const tokens = partitionedTokenCache({ store });
    const account = await signIn(emulator, tokens, { expiresIn: 60 });
    const partition = tokens.partition(account.homeAccountId);
    const before = await refreshesOf(emulator);
    await emulator.control.fault({ at: 'token', times: 1, answer: { delayMs: 150 } });
    const refresh = tokenFor(clientOf(emulator, partition), account);
    while ((await refreshesOf(emulator)) === before) await new Promise(setImmediate);
    await tokens.partition(account.homeAccountId).remove();
    await expect(refresh).resolves.toEqual(expect.any(String));
    // No refresh token is left for an account that is not listed.
    expect(await store.read(`msal:user:${account.homeAccountId}`)).toBe('signed-out');
    expect(await client(tokens, account.homeAccountId).getAllAccounts()).toEqual([]);
  });

  describe('a partition of one sign-in epoch', () => {
    const keys = [randomBytes(32)];

    /** What a sign-in leaves: the account and the epoch. */
    async function signedIn(tokens: ReturnType<typeof partitionedTokenCache>, expiresIn = 3600) {
      const account = await signIn(emulator, tokens, { expiresIn });
      const empty = clientOf(emulator, tokens.signInCache).getTokenCache();
      const epoch = await tokens.partition(account.homeAccountId).adopt(empty);
      return { account, epoch: epoch ?? '', owner: account.homeAccountId };
    }

    test('lasts over further sign-ins and ends with a sign-out, also after the next sign-in', async () => {
      const tokens = partitionedTokenCache({ store: memoryStore(), keys });
      const { account, owner, epoch } = await signedIn(tokens);
      expect((await signedIn(tokens)).epoch).toBe(epoch);
      const old = tokens.partition(owner, epoch);
      const before = clientOf(emulator, old);
      expect([await tokenFor(before, account), await old.isSignedOut()]).toEqual([
        expect.any(String),
        false,
      ]);
      await tokens.partition(owner).remove();
      expect(await old.isSignedOut()).toBe(true);
      const next = await signedIn(tokens);
      expect(next.epoch).not.toBe(epoch);
      for (const late of [before, clientOf(emulator, tokens.partition(owner, epoch))]) {
        expect(await late.getAllAccounts()).toEqual([]);
        await expect(tokenFor(late, account)).rejects.toThrow();
      }
      expect(await old.isSignedOut()).toBe(true);
      const current = clientOf(emulator, tokens.partition(owner, next.epoch));
      expect(await tokenFor(current, account)).toEqual(expect.any(String));
    });

    test.each(['before the next sign-in', 'after it'])(
      'takes no token of a refresh that ends %s',
      async (when) => {
        const store = memoryStore();
        const tokens = partitionedTokenCache({ store });
        const { account, owner, epoch } = await signedIn(tokens, 60);
        const before = await refreshesOf(emulator);
        await emulator.control.fault({ at: 'token', times: 1, answer: { delayMs: 150 } });
        const refresh = tokenFor(clientOf(emulator, tokens.partition(owner, epoch)), account);
        while ((await refreshesOf(emulator)) === before) await new Promise(setImmediate);
        await tokens.partition(owner).remove();
        if (when === 'after it') await signedIn(tokens);
        const stands = await store.read(`msal:user:${owner}`);
        await refresh;
        expect(await store.read(`msal:user:${owner}`)).toBe(stands);
      },
    );

    test('adopts nothing once its user has signed out', async () => {
      const tokens = partitionedTokenCache({ store: memoryStore() });
      const { owner, epoch } = await signedIn(tokens);
      const empty = clientOf(emulator, tokens.signInCache).getTokenCache();
      expect(await tokens.partition(owner, epoch).adopt(empty)).toBe(epoch);
      await tokens.partition(owner).remove();
      expect(await tokens.partition(owner, epoch).adopt(empty)).toBeUndefined();
      expect(await tokens.partition(owner).isSignedOut()).toBe(true);
    });

    test('goes on when the store has lost the partition', async () => {
      const store = memoryStore();
      const tokens = partitionedTokenCache({ store });
      const { owner, epoch } = await signedIn(tokens);
      await store.remove(`msal:user:${owner}`);
      const own = tokens.partition(owner, epoch);
      expect(await own.isSignedOut()).toBe(false);
      const empty = clientOf(emulator, tokens.signInCache).getTokenCache();
      expect(await own.adopt(empty)).toBe(epoch);
    });
  });

  test('a second sign-in keeps what the partition held for other scopes', async () => {
    const tokens = partitionedTokenCache({ store: memoryStore() });
    const account = await signIn(emulator, tokens);
    const own = client(tokens, account.homeAccountId);
    const request = { scopes: ['User.Read', 'Mail.Read'], account };
    const { accessToken } = await own.acquireTokenSilent(request);
    await signIn(emulator, tokens);
    const again = client(tokens, account.homeAccountId);
    expect((await again.acquireTokenSilent(request)).accessToken).toBe(accessToken);
  });

  test('a token that was renewed while the store was down is kept when it is back', async () => {
    const failures: string[] = [];
    const { store, down } = breakable();
    const tokens = partitionedTokenCache({
      store,
      onWriteFailed: ({ errorMessage }) => failures.push(errorMessage),
    });
    const account = await signIn(emulator, tokens, { expiresIn: 60 });
    const own = client(tokens, account.homeAccountId);
    const before = await refreshesOf(emulator);
    await emulator.control.fault({ at: 'token', times: 1, answer: { delayMs: 100 } });
    const renewed = tokenFor(own, account);
    while ((await refreshesOf(emulator)) === before) await new Promise(setImmediate);
    down(true);
    const token = await renewed;
    expect(failures).toEqual(['the store is down']);
    await expect(tokenFor(own, account)).rejects.toThrow('the store is down');
    down(false);
    expect(await tokenFor(own, account)).toBe(token);
    expect(await tokenFor(client(tokens, account.homeAccountId), account)).toBe(token);
    expect(await refreshesOf(emulator)).toBe(before + 1);
  });

  test('what is damaged, or sealed with a lost key, is reported and counts as nothing', async () => {
    const store = memoryStore();
    const unreadable: string[] = [];
    const onUnreadable = (key: string) => void unreadable.push(key);
    const sealed = partitionedTokenCache({ store, keys: [randomBytes(32)] });
    const account = await signIn(emulator, sealed);
    const other = partitionedTokenCache({ store, keys: [randomBytes(32)], onUnreadable });
    expect(await client(other, account.homeAccountId).getAllAccounts()).toEqual([]);
    expect(unreadable).toEqual([`msal:user:${account.homeAccountId}`]);
    await signIn(emulator, other);
    expect(await client(other, account.homeAccountId).getAllAccounts()).toHaveLength(1);
  });

  test('ends with its time to live, which each use begins anew', async () => {
    let now = 0;
    const store = memoryStore(() => now);
    const tokens = partitionedTokenCache({ store, ttl: 100 });
    const fixed = partitionedTokenCache({ store, ttl: 100, sliding: false, prefix: 'fixed:' });
    const account = await signIn(emulator, tokens);
    await signIn(emulator, fixed);
    const count = async (cache: typeof tokens) =>
      (await client(cache, account.homeAccountId).getAllAccounts()).length;
    now = 60_000;
    expect([await count(tokens), await count(fixed)]).toEqual([1, 1]);
    now = 120_000;
    expect([await count(tokens), await count(fixed)]).toEqual([1, 0]);
    now = 300_000;
    expect(await count(tokens)).toBe(0);
  });

  test.each([
    { ttl: 0 },
    { ttl: -1 },
    { ttl: NaN },
    { ttl: Infinity },
    { lockTimeout: NaN },
    { lockLife: 0 },
  ])('%j is refused at once, with what it has to be', (option) => {
    const [name = '', value] = Object.entries(option)[0] ?? [];
    expect(() => partitionedTokenCache({ store: memoryStore(), ...option })).toThrow(
      `${name} is ${value}: it is a number of ${name === 'ttl' ? 'seconds' : 'milliseconds'} greater than 0`,
    );
  });

  test('what was damaged while a token was renewed is written whole', async () => {
    const inner = memoryStore();
    const tokens = partitionedTokenCache({ store: inner });
    const account = await signIn(emulator, tokens, { expiresIn: 60 });
    const key = `msal:user:${account.homeAccountId}`;
    let isFirst = true;
    const store: PartitionStore = {
      ...inner,
      async replace(...write) {
        if (isFirst) await inner.put(key, 'damaged', 60_000);
        isFirst = false;
        return inner.replace(...write);
      },
    };
    const damaged = partitionedTokenCache({ store });
    const token = await tokenFor(client(damaged, account.homeAccountId), account);
    expect(await tokenFor(client(tokens, account.homeAccountId), account)).toBe(token);
  });

  test('waits for a lock no longer than lockTimeout, and no longer than the signal of the caller', async () => {
    const store = memoryStore();
    const tokens = partitionedTokenCache({ store, lockTimeout: 50 });
    await store.lock('msal:user:x:lock', 'another', 60_000);
    const work = async () => 'done';
    await expect(tokens.partition('x').runExclusive(work)).rejects.toMatchObject({
      errorCode: 'cache_unusable',
      errorMessage: expect.stringContaining('Try again'),
    });
    const reason = new Error('gone');
    const gone = AbortSignal.abort(reason);
    await expect(tokens.partition('x').runExclusive(work, gone)).rejects.toBe(reason);
    await store.unlock('msal:user:x:lock', 'another');
    await expect(tokens.partition('x').runExclusive(work)).resolves.toBe('done');
  });
});

test('memoryStore: a lock is lengthened and freed by its owner only, and is free after its life', async () => {
  let now = 0;
  const store = memoryStore(() => now);
  expect(await store.lock('lock', 'one', 100)).toBe(true);
  expect(await store.lock('lock', 'two', 100)).toBe(false);
  expect(await store.extend('lock', 'two', 900)).toBe(false);
  await store.unlock('lock', 'two');
  expect(await store.read('lock')).toBe('one');
  now = 101;
  expect(await store.lock('lock', 'two', 100)).toBe(true);
  await store.unlock('lock', 'one');
  expect(await store.read('lock')).toBe('two');
});

/** A store that can be switched off. */
function breakable(): { store: PartitionStore; down(value: boolean): void } {
  const inner = memoryStore();
  let isDown = false;
  const store = new Proxy(inner, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || !isDown) return member;
      return async () => {
        throw new AuthCoreError('cache_unusable', 'the store is down');
      };
    },
  });
  return { store, down: (value) => (isDown = value) };
}
