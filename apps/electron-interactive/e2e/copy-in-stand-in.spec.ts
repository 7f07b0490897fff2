// @requires chromium
// @long packs the libraries and installs packages; the app itself is shown by app-in-stand-in.spec.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { openCommand, type Place, placeFor } from '@entra-flows/sample-testing';
import { buildStandIn } from '../testing/build-stand-in.ts';

const root = join(import.meta.dirname, '../../..');
let emulator: IdentityEmulator;
let place: Place;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  place = placeFor(emulator, 'electron-interactive');
});
afterAll(async () => {
  place.remove();
  await emulator.close();
});

test('a copy is started by npm start as Electron starts it, and ends with Ctrl-C', async () => {
  const copy = join(place.folder, 'my app');
  execFileSync('node', ['tools/eject-sample.mjs', 'electron-interactive', copy], { cwd: root });
  const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', install, { cwd: copy, stdio: 'ignore' });
  const electron = join(place.folder, 'electron');
  mkdirSync(electron);
  symlinkSync(await buildStandIn(), join(electron, 'electron'));

  const { CHROMIUM } = process.env;
  const terminal = openCommand(['npm', 'start', '--', '--user-data', join(place.folder, 'data')], {
    cwd: copy,
    env: { ...place.env, CHROMIUM, ELECTRON_OVERRIDE_DIST_PATH: electron },
  });
  await terminal.shows(/NOT ELECTRON: Node \S+ and Chromium stand in for it/);
  // Its window is there.
  await terminal.shows(/DevTools listening on ws:/);
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(130);
}, 300_000);
