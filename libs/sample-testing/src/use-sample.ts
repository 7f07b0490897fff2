import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from './sample-place.ts';

/** Emulator of the spec file that calls `useSample`. */
export let emulator: IdentityEmulator;
/** Place of the current test. */
export let place: Place;

/**
 * Starts an emulator for the spec file, and resets it for each test, which gets a place of its own.
 *
 * @param sample - the name of its app
 * @param options - of the emulator
 */
export function useSample(
  sample: string,
  options?: Parameters<typeof startIdentityEmulator>[0],
): void {
  beforeAll(async () => {
    emulator = await startIdentityEmulator(options);
  });
  afterAll(() => emulator.close());
  beforeEach(async () => {
    place = placeFor(emulator, sample);
    await emulator.control.reset();
  });
  afterEach(() => place.remove());
}
