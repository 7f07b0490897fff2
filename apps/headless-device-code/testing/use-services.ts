import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import { runService, type Service } from './run-service.ts';

/** What the tests of a file share: an emulator, and a place for each test. */
export interface Services {
  emulator: IdentityEmulator;
  place: Place;
  /** Started in the place; ended with the test. */
  start(args: string[], env?: NodeJS.ProcessEnv): Service;
}

export function useServices(): Services {
  let running: Service[] = [];
  const shared = {
    start(args, env) {
      const service = runService(shared.place, args, env);
      running.push(service);
      return service;
    },
  } as Services;
  beforeAll(async () => {
    shared.emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
  });
  afterAll(() => shared.emulator.close());
  beforeEach(async () => {
    shared.place = placeFor(shared.emulator, 'headless-device-code');
    await shared.emulator.control.reset();
  });
  afterEach(async () => {
    await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
    running = [];
    shared.place.remove();
  });
  return shared;
}
