import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { keyFromKeyring } from './keyring.ts';
import { type KeyringPlace, nativeEntry } from './keyring-entry.ts';

// The real keyring is met in e2e/keyring.spec.ts; here is what no healthy one does.

/** A package whose entries share one store; `before` runs ahead of every answer. */
function fakePackage(kept = new Map<string, string>(), before = async () => undefined as unknown) {
  const asked: unknown[][] = [];
  class AsyncEntry {
    readonly name: string;
    constructor(service: string, account: string, options: object) {
      asked.push([service, account, options]);
      this.name = `${service} ${account}`;
    }
    async getPassword() {
      await before();
      return kept.get(this.name) ?? null;
    }
    async setPassword(text: string) {
      await before();
      kept.set(this.name, text);
    }
    async deletePassword() {
      return kept.delete(this.name);
    }
  }
  const entryAt = (place: KeyringPlace) => nativeEntry(place, async () => ({ AsyncEntry }));
  return { entryAt, kept, asked };
}

test('makes a key only when asked to, in an entry of its own, on Linux in the Secret Service', async () => {
  const { entryAt, kept, asked } = fakePackage();
  const provider = keyFromKeyring({ service: 's', account: 'a' }, entryAt);
  expect(await provider.getKey(false)).toBeUndefined();
  const key = await provider.getKey(true);
  expect(key).toHaveLength(32);
  expect(await provider.getKey(true)).toEqual(key);
  expect([...kept.keys()]).toEqual(['s a']);
  await provider.removeKey?.();
  expect(kept.size).toBe(0);
  expect(asked[0]).toEqual(['s', 'a', { linux: { store: 'secret-service' } }]);
});

test('says that the package is missing', async () => {
  const missing = Object.assign(new Error('no such module'), { code: 'ERR_MODULE_NOT_FOUND' });
  const provider = keyFromKeyring({ account: 'a' }, (place) =>
    nativeEntry(place, () => Promise.reject(missing)),
  );
  await expect(provider.getKey(false)).rejects.toMatchObject({
    errorCode: 'keyring_unavailable',
    errorMessage: expect.stringContaining('@napi-rs/keyring is not installed') as unknown,
  });
});

test('does not take an entry for a key that is none, and does not show it', async () => {
  const { entryAt } = fakePackage(new Map([['@entra-flows/auth-core a', 'another password']]));
  const asking = keyFromKeyring({ account: 'a' }, entryAt).getKey(true);
  await expect(asking).rejects.toThrow(
    /entry "a" of "@entra-flows\/auth-core" does not hold a key/,
  );
  await expect(asking).rejects.not.toThrow(/password/);
});

test('gives up on a keyring that does not answer', async () => {
  const { entryAt } = fakePackage(undefined, () => delay(60_000, undefined, { ref: false }));
  const provider = keyFromKeyring({ account: 'a', timeout: 20 }, entryAt);
  await expect(provider.getKey(false)).rejects.toThrow(/did not answer within 0\.02 s/);
});

test('passes on what the keyring says', async () => {
  const { entryAt } = fakePackage(undefined, () => Promise.reject(new Error('it is locked')));
  const provider = keyFromKeyring({ account: 'a' }, entryAt);
  await expect(provider.getKey(false)).rejects.toThrow(/cannot be used: it is locked\./);
});
