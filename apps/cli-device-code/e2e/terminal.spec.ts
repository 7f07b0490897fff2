import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator-core';
import { linkThatWasOpened, openTerminal, type Place, placeFor } from '@entra-flows/sample-testing';

let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.2 } });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  place = placeFor(emulator, 'cli-device-code');
  await emulator.control.reset();
});
afterEach(() => place.remove());

const user = () => emulator.users[0]?.username ?? '';

describe('in a terminal', () => {
  test('counts down, wipes the line, and leaves the answer as the last thing', async () => {
    const terminal = openTerminal(place);
    await terminal.shows(/Waiting for the sign-in, 1[45]:\d\d left/);
    await emulator.control.person({ does: 'approve', as: user() });
    expect(await terminal.ended).toBe(0);
    const lines = terminal.screen().split('\r\n');
    expect(lines.find((line) => line.includes('token from authority'))).toBeDefined();
    expect(terminal.screen()).toMatch(/left[^\n]*\r\u001b\[K[^\n]*token from authority/);
  });

  test('Ctrl-C ends a hung request at once, with 130', async () => {
    await emulator.control.inject({ at: 'token', answer: { hang: true } });
    const terminal = openTerminal(place);
    await terminal.shows(/Waiting/);
    const started = performance.now();
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(terminal.screen()).not.toMatch(/^\s+at /m);
  });

  test('Enter opens the link in a browser here', async () => {
    const terminal = openTerminal(place);
    await terminal.shows(/Press Enter/);
    terminal.type('\r');
    expect(await linkThatWasOpened(place)).toContain(`${emulator.pages}/devicelogin`);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });

  test('--open does so by itself', async () => {
    const terminal = openTerminal(place, ['--open']);
    expect(await linkThatWasOpened(place)).toContain(`${emulator.pages}/devicelogin`);
    terminal.type('\u0003');
    await terminal.ended;
  });

  test('never starts a program for a link that is no web address', async () => {
    const merge = { verification_uri_complete: 'file:///etc/passwd' };
    await emulator.control.inject({ at: 'devicecode', answer: { merge } });
    openTerminal(place, ['--open', '--timeout', '1']);
    expect(await linkThatWasOpened(place)).toMatch(/^http:/);
  });

  test('draws a QR code for a link that a phone can open', async () => {
    const merge = {
      verification_uri: 'https://microsoft.com/devicelogin',
      verification_uri_complete: null,
    };
    await emulator.control.inject({ at: 'devicecode', answer: { merge } });
    const terminal = openTerminal(place, ['--timeout', '1']);
    await terminal.ended;
    expect(terminal.screen()).toMatch(/[▀▄█]{10}/);
  });

  test('says while it waits that the authority gives no answer', async () => {
    await emulator.control.inject({ at: 'token', answer: { status: 503 } });
    const terminal = openTerminal(place, ['--timeout', '4']);
    await terminal.shows(/no usable answer, next try in \d+ s/);
    expect(await terminal.ended).toBe(1);
  });
});
