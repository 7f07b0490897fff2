import { webcrypto } from 'node:crypto';
import { TestEnvironment } from 'jest-environment-node';

/** @typedef {Parameters<typeof webcrypto.subtle.generateKey>} Wanted */

/** @type {Map<string, ReturnType<typeof webcrypto.subtle.generateKey>[]>} */
const made = new Map();
const makeKey = webcrypto.subtle.generateKey.bind(webcrypto.subtle);

/**
 * Node, in which an RSA key is made once a worker and not once a spec file: finding its primes is a
 * third of the start of an emulator. The keys of one file still differ from each other.
 */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    // Nx sets it for what it runs; a test, and what it starts, sees the terminal that it makes itself.
    for (const { env } of [process, this.global.process]) delete env['FORCE_COLOR'];
    /** @type {Map<string, number>} */
    const asked = new Map();
    Object.assign(webcrypto.subtle, {
      /** @param {Wanted} wanted */
      generateKey: (...wanted) => {
        const name = JSON.stringify(wanted);
        if (!name.includes('RSA')) return makeKey(...wanted);
        const keys = made.get(name) ?? [];
        made.set(name, keys);
        const count = asked.get(name) ?? 0;
        asked.set(name, count + 1);
        return (keys[count] ??= makeKey(...wanted));
      },
    });
  }

  async teardown() {
    Object.assign(webcrypto.subtle, { generateKey: makeKey });
    await super.teardown();
  }
}
