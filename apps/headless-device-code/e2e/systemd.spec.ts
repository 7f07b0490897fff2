// @requires systemd
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor, until } from '@entra-flows/sample-testing';
import { readmeSteps, root } from '../testing/readme-steps.ts';
import { runService } from '../testing/run-service.ts';

/** Runs with the socket as file 3: a line for each datagram that comes. */
const writeDatagrams = `
  const { appendFileSync, readSync } = require('node:fs');
  const datagram = Buffer.alloc(64 * 1024);
  for (;;) {
    const text = datagram.toString('utf8', 0, readSync(3, datagram));
    appendFileSync(process.argv[1], JSON.stringify(text) + '\\n');
  }`;

let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
});
afterAll(() => emulator.close());
beforeEach(() => {
  place = placeFor(emulator, 'headless-device-code');
});
afterEach(() => place.remove());

describe('Type=notify, heard at a real datagram socket', () => {
  let manager: ChildProcess;
  const socket = () => join(place.folder, 'notify');
  const heard = () => {
    const file = join(place.folder, 'heard');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines
      .map((line) => JSON.parse(line || '""') as string)
      .filter((text) => text !== 'BARRIER=1');
  };
  beforeEach(async () => {
    manager = spawn('systemd-socket-activate', [
      ...['--datagram', `--listen=${socket()}`],
      ...[process.execPath, '-e', writeDatagrams, join(place.folder, 'heard')],
    ]);
    await until(() => existsSync(socket()));
  });
  afterEach(async () => {
    const ended = once(manager, 'exit');
    manager.kill('SIGKILL');
    await ended;
  });

  test('ready while the user is still away, then how it stands, signs of life, and the end', async () => {
    const service = runService(place, [], { NOTIFY_SOCKET: socket(), WATCHDOG_USEC: '600000' });
    const { user_code: code } = await service.event('sign-in-needed');
    await until(() => heard().some((text) => text.includes(`STATUS=Sign-in needed: code ${code}`)));
    expect(heard()[0]).toMatch(/^READY=1\nSTATUS=Starting$/);
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
    await until(() => heard().includes('STATUS=Working for adele@contoso.example'));
    await until(() => heard().filter((text) => text === 'WATCHDOG=1').length >= 3);
    expect((await service.stop()).code).toBe(0);
    expect(heard().at(-1)).toBe('STATUS=Stopping\nSTOPPING=1');
  });
});

test('without a service manager that listens, the service works and says so once', async () => {
  const service = runService(place, [], {
    NOTIFY_SOCKET: join(place.folder, 'nobody'),
    WATCHDOG_USEC: '200000',
  });
  await service.event('systemd-not-told');
  await service.event('sign-in-needed');
  const { code, err } = await service.stop();
  expect(code).toBe(0);
  expect(err.match(/systemd-not-told/g)).toHaveLength(1);
});

describe('the steps of the README', () => {
  /** What only a running systemd, or its own key of this machine, can do. */
  const needsItRunning = (step: string) => /\b(systemctl|journalctl|systemd-creds)\b/.test(step);

  test('install a program that runs, and a unit that systemd takes and finds hardened', () => {
    const all = readmeSteps('Install it as a service', place.folder);
    expect(all.filter(needsItRunning).length).toBeGreaterThan(2);
    const here = all.filter((step) => !needsItRunning(step) && !step.startsWith('npx nx build'));
    expect(here.length).toBeGreaterThan(2);
    for (const step of here) execFileSync('sh', ['-ec', step], { cwd: root });

    const program = join(place.folder, 'opt/headless-device-code/headless-device-code.cjs');
    expect(execFileSync(process.execPath, [program, '--help'], { encoding: 'utf8' })).toContain(
      '--on-code',
    );
    expect(readFileSync(join(place.folder, 'etc/headless-device-code.env'), 'utf8')).toMatch(
      /^ENTRA_CLIENT_ID=\S+\nENTRA_AUTHORITY=https:\S+\n$/,
    );

    // On this machine Node may be elsewhere, and the program is in the folder of the test.
    const installed = join(place.folder, 'etc/systemd/system/headless-device-code.service');
    const text = readFileSync(installed, 'utf8').replace(
      '/usr/bin/node /opt',
      `${process.execPath} ${place.folder}/opt`,
    );
    mkdirSync(join(place.folder, 'unit'));
    const unit = join(place.folder, 'unit/headless-device-code.service');
    writeFileSync(unit, text);
    const analyze = (...args: string[]) =>
      execFileSync('systemd-analyze', [...args, unit], { encoding: 'utf8', stdio: 'pipe' });
    expect(analyze('verify')).toBe('');
    // Exposure in tenths, from 0 (safe) to 100.
    analyze('security', '--offline=true', '--threshold=20', '--no-pager');
  });
});
