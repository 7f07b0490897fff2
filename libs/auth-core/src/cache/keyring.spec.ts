import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { keyFromKeyring, type KeyringPackage } from './keyring.ts';

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
  const load = async (): Promise<KeyringPackage> => ({ AsyncEntry });
  return { load, kept, asked };
}

test('makes a key only when asked to, in an entry of its own, on Linux in the Secret Service', async () => {
  const { load, kept, asked } = fakePackage();
  const provider = keyFromKeyring({ service: 's', account: 'a' }, load);
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
  const provider = keyFromKeyring({ account: 'a' }, () =>
    Promise.reject(new Error('no such module')),
  );
  await expect(provider.getKey(false)).rejects.toMatchObject({
    errorCode: 'keyring_unavailable',
    errorMessage: expect.stringContaining('@napi-rs/keyring is not installed') as unknown,
  });
});

test('does not take an entry for a key that is none, and does not show it', async () => {
  const { load } = fakePackage(new Map([['@entra-flows/auth-core a', 'somebody’s password']]));
  const asking = keyFromKeyring({ account: 'a' }, load).getKey(true);
  await expect(asking).rejects.toThrow(
    /entry "a" of "@entra-flows\/auth-core" does not hold a key/,
  );
  await expect(asking).rejects.not.toThrow(/password/);
});

test('gives up on a keyring that does not answer', async () => {
  const { load } = fakePackage(undefined, () => delay(60_000, undefined, { ref: false }));
  const provider = keyFromKeyring({ account: 'a', timeout: 20 }, load);
  await expect(provider.getKey(false)).rejects.toThrow(/did not answer within 0\.02 s/);
});

test('passes on what the keyring says', async () => {
  const { load } = fakePackage(undefined, () => Promise.reject(new Error('it is locked')));
  const provider = keyFromKeyring({ account: 'a' }, load);
  await expect(provider.getKey(false)).rejects.toThrow(/cannot be used: it is locked\./);
});
