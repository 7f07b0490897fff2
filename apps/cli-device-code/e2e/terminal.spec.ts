import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  browserStandIn,
  emulator,
  linkThatWasOpened,
  openCommand,
  openedLink,
  openTerminal,
  place,
  type Terminal,
  useSample,
} from '@entra-flows/sample-testing';

useSample('cli-device-code', { deviceCode: { interval: 0.2 } });

const openShell = () =>
  openCommand(['bash', '--norc', '-i'], {
    cwd: place.folder,
    env: { ...place.env, ...browserStandIn(place) },
  });
/** So that the shell does not take the keys before a job of the background could. */
async function typeWhileTheShellIsBusy(shell: Terminal): Promise<void> {
  shell.type('sleep 0.3; echo sl""ept\rjobs\r');
  await shell.shows(/slept\r\n/);
}
const command = () => `'${process.execPath}' '${place.bundle}'`;

const user = () => emulator.users[0]?.username ?? '';

describe('in a terminal', () => {
  test('counts down, wipes the line, and leaves the answer as the last thing', async () => {
    const terminal = openTerminal(place);
    await terminal.shows(/Waiting for the sign-in, 1[45]:\d\d left/);
    await emulator.control.user({ does: 'approve', as: user() });
    expect(await terminal.ended).toBe(0);
    const lines = terminal.screen().split('\r\n');
    expect(lines.find((line) => line.includes('token from the authority'))).toBeDefined();
    expect(terminal.screen()).toMatch(/left[^\n]*\r\u001b\[K[^\n]*token from the authority/);
  });

  test('Ctrl-C ends a hung request at once, with 130', async () => {
    await emulator.control.fault({ at: 'token', answer: { hang: true } });
    const terminal = openTerminal(place);
    await terminal.shows(/Waiting/);
    const started = performance.now();
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(terminal.screen()).not.toMatch(/^\s+at /m);
    // The countdown is wiped first.
    expect(terminal.screen()).toMatch(/\r\u001b\[KStopped\.\r\n/);
  });

  test('Enter opens the link in a browser here', async () => {
    const terminal = openTerminal(place);
    await terminal.shows(/Press Enter/);
    terminal.type('\r');
    expect(await linkThatWasOpened(place)).toContain(`${emulator.pages}/devicelogin`);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });

  test('Enter is not offered where no browser can be used, and the page is to be opened from elsewhere', async () => {
    const terminal = openTerminal(place, [], 100, { BROWSER: '', DISPLAY: '' });
    await terminal.shows(/Press c to copy the code[^]* left/);
    expect(terminal.screen()).toContain('in a browser that reaches this machine');
    expect(terminal.screen()).not.toContain('Enter');
    // A key that is not offered does nothing.
    terminal.type('\rx');
    await terminal.shows(/ left[^]* left[^]* left/);
    expect(terminal.screen()).not.toContain('No browser could be opened');
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });

  test('as a background job leaves the keys to the shell', async () => {
    const shell = openShell();
    shell.type(`${command()} &\r`);
    await shell.shows(/The code runs out at .*\r\n/);
    await typeWhileTheShellIsBusy(shell);
    expect((await shell.shows(/\[1\]\S*\s+(Running|Stopped)/))[1]).toBe('Running');
    expect(shell.screen()).not.toContain('Press Enter');
    shell.type('kill %1; wait; exit\r');
    await shell.ended;
  });

  test('sent to the background leaves the keys to the shell, and takes them in the foreground', async () => {
    const shell = openShell();
    shell.type(`${command()}\r`);
    await shell.shows(/Press Enter[^]* left/);
    shell.type('\u001a');
    await shell.shows(/\]\S*\s+Stopped/);
    shell.type('bg\r');
    await shell.shows(/bg\r\n[^]* left/);
    await typeWhileTheShellIsBusy(shell);
    expect((await shell.shows(/slept[^]*\[1\]\S*\s+(Running|Stopped)/))[1]).toBe('Running');
    expect(existsSync(openedLink(place))).toBe(false);
    shell.type('kill -STOP %1; sleep 0.1; echo go""ing; fg\r');
    await shell.shows(/going\r\n[^]* left/);
    shell.type('\r');
    await linkThatWasOpened(place);
    shell.type('\u0003');
    await shell.shows(/Stopped\.\r\n/);
    shell.type('exit\r');
    await shell.ended;
  });

  test('--open does so by itself', async () => {
    const terminal = openTerminal(place, ['--open']);
    expect(await linkThatWasOpened(place)).toContain(`${emulator.pages}/devicelogin`);
    terminal.type('\u0003');
    await terminal.ended;
  });

  test('never starts a program for a link that is not a web address', async () => {
    const merge = { verification_uri_complete: 'file:///etc/passwd' };
    await emulator.control.fault({ at: 'devicecode', answer: { merge } });
    openTerminal(place, ['--open', '--timeout', '1']);
    expect(await linkThatWasOpened(place)).toMatch(/^http:/);
  });

  test('draws a QR code for a link that a phone can open', async () => {
    const merge = {
      verification_uri: 'https://microsoft.com/devicelogin',
      verification_uri_complete: null,
    };
    await emulator.control.fault({ at: 'devicecode', answer: { merge } });
    const terminal = openTerminal(place, ['--timeout', '1']);
    await terminal.ended;
    expect(terminal.screen()).toMatch(/[▀▄█]{10}/);
  });

  test('says while it waits that the authority gives no answer', async () => {
    await emulator.control.fault({ at: 'token', answer: { status: 503 } });
    const terminal = openTerminal(place, ['--timeout', '4']);
    await terminal.shows(/no usable answer, next try in \d+ s/);
    expect(await terminal.ended).toBe(1);
  });
});
