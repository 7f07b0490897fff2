// @long every sample; the specs of each show how it ends
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { bundleOf, openCommand, openTerminal, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
beforeAll(async () => (emulator = await startIdentityEmulator()));
afterAll(() => emulator.close());

const launched = join(import.meta.dirname, '../launch/survive-hangup.cjs');
const leaver = `process.on('SIGHUP', () => process.exit(129)); setInterval(() => {}, 1000); console.log('up')`;

/** Each waits for a user, for browsers or for its next turn when the terminal goes. */
test.each([
  ['cli-device-code', [], /Waiting/, 129],
  ['cli-interactive', [], /Waiting/, 129],
  ['cli-broker', [], /Waiting/, 129],
  ['headless-device-code', [], /sign-in-needed/, 129],
  ['web-auth-code', ['--port', '0'], /Open (http\S+)/, 0],
  ['a program of the launcher', [], /up/, 129],
] as const)(
  '%s ends without an abort when its terminal is closed',
  async (name, args, up, expected) => {
    const place = placeFor(emulator, 'cli-device-code');
    const command = [process.execPath, '--require', launched, '--eval', leaver];
    const terminal = name.startsWith('a ')
      ? openCommand(command, { cwd: place.folder, env: place.env })
      : openTerminal({ ...place, bundle: bundleOf(name) }, [...args]);
    const [, address] = await terminal.shows(up);
    // A server listens to signals once it answers.
    if (address) await fetch(`${address}/healthz`);
    terminal.close();
    expect(await terminal.ended).toBe(expected);
    place.remove();
  },
);
