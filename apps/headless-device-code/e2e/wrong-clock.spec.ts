// @requires faketime
// @long clocks that are wrong by years; the specs of auth-core show the rule
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import { runService, type Service } from '../testing/run-service.ts';

let emulator: IdentityEmulator;
let place: Place;
let service: Service | undefined;

beforeEach(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
  place = placeFor(emulator, 'headless-device-code');
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
});
afterEach(async () => {
  await service?.stop('SIGKILL');
  forgetTheDead();
  await emulator.close();
  place.remove();
});

/** The clock of the process, for its TLS too; set later, as a device without a battery has it set. */
const setClock = (offset: string) => writeFileSync(join(place.folder, 'clock'), offset);

/**
 * The library keeps shared memory under the number of its process, and does not start where a killed one
 * of the same number has left some.
 */
function forgetTheDead(): void {
  for (const name of readdirSync('/dev/shm')) {
    const pid = /faketime_(?:shm|sem)_(\d+)$/.exec(name)?.[1];
    if (!pid || existsSync(`/proc/${pid}`)) continue;
    rmSync(join('/dev/shm', name), { force: true });
  }
}

function bootWithClock(offset: string): Service {
  setClock(offset);
  forgetTheDead();
  return runService(place, ['--cache', join(place.folder, 'tokens')], {
    // The library alone: its wrapper is one more process that could be killed.
    LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1',
    FAKETIME_TIMESTAMP_FILE: join(place.folder, 'clock'),
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  });
}

describe('a clock that is wrong at boot', () => {
  test.each([
    ['years behind', '-40y', 'CERT_NOT_YET_VALID'],
    ['years ahead', '+40y', 'CERT_HAS_EXPIRED'],
  ])('%s: says so, and signs in once it is set right', async (_name, offset, code) => {
    service = bootWithClock(offset);
    const trouble = await service.event('trouble', 2);
    expect(trouble).toMatchObject({ code });
    expect(trouble.text).toMatch(/clock/);
    setClock('+0');
    await service.event('working');
  });

  test('with tokens from before the reboot: the user is not asked again', async () => {
    service = bootWithClock('+0');
    await service.event('working');
    await service.stop('SIGKILL');
    await emulator.control.reset();
    service = bootWithClock('-40y');
    await service.event('trouble');
    setClock('+0');
    await service.event('working');
    const { err } = await service.stop();
    expect(err).not.toContain('sign-in-needed');
  });
});
