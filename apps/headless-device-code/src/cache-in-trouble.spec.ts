import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor, refusingDisk } from '@entra-flows/sample-testing';
import { runService, type Service } from '../testing/run-service.ts';

// A disk that is really full is met in survives.spec.ts.

let emulator: IdentityEmulator;
let place: Place;
let running: Service[];

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  place = placeFor(emulator, 'headless-device-code');
  running = [];
  await emulator.control.reset();
});
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
  place.remove();
});

const approve = () =>
  emulator.control.user({ does: 'approve', as: emulator.users[0]?.username ?? '' });

function start(args: string[], env: NodeJS.ProcessEnv = {}): Service {
  const service = runService(place, args, env);
  running.push(service);
  return service;
}

test('tokens that are there are used while another process has the lock', async () => {
  const folder = join(place.folder, 'disk');
  await approve();
  const first = start(['--cache', join(folder, 'tokens')]);
  await first.event('working');
  await first.stop();
  mkdirSync(join(folder, 'tokens.lock/1-1-000000000000-000000000000'), { recursive: true });
  const next = start(['--cache', join(folder, 'tokens')]);
  await next.event('working');
  expect((await next.stop()).err).not.toContain('sign-in-needed');
  expect(readdirSync(folder).sort()).toEqual(['tokens', 'tokens.lock']);
});

test.each([
  [122, 'your share of the disk is full'],
  [116, 'the network drive does not know it any more'],
])('a disk that refuses with the number %i is worked without', async (errno, why) => {
  const env = refusingDisk(join(place.folder, 'disk'), errno);
  const service = start(['--cache', join(place.folder, 'disk/tokens')], env);
  expect((await service.event('in-memory-only'))['text']).toContain(why);
  await approve();
  await service.event('working');
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 0],
] as const)('%s ends a start whose keyring never answers', async (name, code) => {
  const path = join(place.folder, 'bus');
  const bus = createServer().listen(path);
  const service = start([], {
    ENTRA_EMULATOR: '',
    ENTRA_GRAPH: 'https://graph.microsoft.com/v1.0',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}`,
  });
  const [socket] = (await once(bus, 'connection')) as [Socket];
  const begun = performance.now();
  expect((await service.stop(name)).code).toBe(code);
  expect(performance.now() - begun).toBeLessThan(2_000);
  socket.destroy();
  bus.close();
});
