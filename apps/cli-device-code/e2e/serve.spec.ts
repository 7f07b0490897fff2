// @long several terminals at once; user-in-a-browser.spec.ts of web-auth-code runs npx nx serve in one
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectToControl } from '@entra-flows/identity-emulator';
import {
  browserStandIn,
  openCommand,
  openedLink,
  type Terminal,
  until,
  untilEmulatorLeft,
  usersEnvironment,
} from '@entra-flows/sample-testing';

const root = join(import.meta.dirname, '../../..');
let folder: string;
let opened: Terminal[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-serve-'));
  opened = [];
});
afterEach(async () => {
  for (const terminal of opened) terminal.type('\u0003');
  await Promise.all(opened.map(({ ended }) => ended));
  await emulatorHasLeft();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * `npx nx serve cli-device-code` in a terminal of its own, with an emulator for this test alone.
 * npx costs as much as the sample, so most tests start Nx without it; docs.spec.ts types it too.
 */
function serve(...args: string[]): Terminal {
  return serveBy([process.execPath, join(root, 'node_modules/nx/dist/bin/nx.js')], args);
}

function serveBy(nx: string[], args: string[] = []): Terminal {
  const terminal = openCommand([...nx, 'serve', 'cli-device-code', ...args], {
    cwd: root,
    env: {
      ...usersEnvironment(),
      ...browserStandIn({ folder }),
      EMULATOR_DATA: join(folder, 'emulator'),
    },
  });
  opened.push(terminal);
  return terminal;
}

function controlFile(): { url: string; secret: string; pid: number } | undefined {
  try {
    const text = readFileSync(join(folder, 'emulator/control.json'), 'utf8');
    return JSON.parse(text) as { url: string; secret: string; pid: number };
  } catch {
    return undefined;
  }
}

const emulatorHasLeft = () => untilEmulatorLeft(join(folder, 'emulator'));

async function approveEverybody(): Promise<void> {
  const control = connectToControl(controlFile() as { url: string; secret: string });
  await control.user({ does: 'approve', as: 'adele@contoso.example' });
}

describe('npx nx serve cli-device-code', () => {
  test("the user's keys and Ctrl-C reach the sample, which sees a terminal", async () => {
    const terminal = serveBy(['npx', 'nx']);
    await terminal.shows(/Waiting for the sign-in, 1[45]:\d\d left/);
    terminal.type('\r');
    await until(() => textOf(openedLink({ folder })) !== '');
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    await emulatorHasLeft();
  });

  test('a failure comes through, and so does help', async () => {
    const failing = serve('--', '--cache', folder);
    await failing.shows(/it is a folder/);
    expect(await failing.ended).toBe(1);
    const helping = serve('--', '--help');
    await helping.shows(/--sign-out/);
    expect(await helping.ended).toBe(0);
  });

  test('a pipe gets no colours', () => {
    const nx = [join(root, 'node_modules/nx/dist/bin/nx.js'), 'serve', 'cli-device-code'];
    const printed = execFileSync(process.execPath, [...nx, '--', '--help'], {
      cwd: root,
      encoding: 'utf8',
      env: usersEnvironment(),
    });
    expect(printed).toContain('--sign-out');
    expect(printed).not.toContain('\u001b[');
  });

  test('terminals never hurt each other, whichever ends first', async () => {
    const first = serve(); // the one that starts the emulator
    await first.shows(/Waiting for the sign-in/);
    const { pid } = controlFile() ?? {};
    const [second, third] = [serve(), serve()];
    await Promise.all([second, third].map(({ shows }) => shows(/Waiting for the sign-in/)));
    for (const leaving of [first, third]) {
      leaving.type('\u0003');
      expect(await leaving.ended).toBe(130);
      expect(controlFile()?.pid).toBe(pid);
    }
    await approveEverybody();
    await second.shows(/adele@contoso\.example.* \(token from the authority/);
    expect(await second.ended).toBe(0);
    await emulatorHasLeft();
  });
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
