import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';

/** What the tests of a file share, from before the first one until after the last one. */
export interface SharedPlace {
  emulator: IdentityEmulator;
  place: Place;
  /** For builds; it goes with the last test. */
  folder: string;
}

/** @returns what may be read inside of tests only */
export function usePlace(): SharedPlace {
  const shared = {} as SharedPlace;
  beforeAll(async () => {
    shared.folder = mkdtempSync(join(tmpdir(), 'running-security-'));
    shared.emulator = await startIdentityEmulator();
    shared.place = placeFor(shared.emulator, 'electron-interactive');
  });
  afterAll(async () => {
    await shared.emulator.close();
    shared.place.remove();
    rmSync(shared.folder, { recursive: true, force: true });
  });
  return shared;
}
