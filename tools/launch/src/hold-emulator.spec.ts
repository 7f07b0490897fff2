import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { approveAll } from './emulator-control.ts';
import { type Control, type EmulatorPlace, readControl } from './emulator-data.ts';
import { holdEmulator } from './hold-emulator.ts';
import { startEmulator } from './start-emulator.ts';

const program = [join(import.meta.dirname, '../fixtures/emulator.mjs')];
const start = (place: EmulatorPlace) => startEmulator(place, { program });
const place = () => ({ dataDir, ephemeral: false });

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hold-'));
});
afterEach(async () => {
  await allGone();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('holding the emulator', () => {
  test('starts it when none runs, and lets it leave afterwards', async () => {
    const emulator = await holdEmulator(place(), { start });
    expect(pids()).toHaveLength(1);
    expect(isAlive(pids()[0]!)).toBe(true);
    emulator.release();
    await allGone();
  });

  test('lets go of it again when it does not take what it is told', async () => {
    const onHeld = () => Promise.reject(new Error('no such user'));
    await expect(holdEmulator(place(), { start, onHeld })).rejects.toThrow(/^no such user$/);
    await allGone();
  });

  test('shares one emulator, which leaves with the last holder and not with the first', async () => {
    const first = await holdEmulator(place(), { start });
    const second = await holdEmulator(place(), { start });
    first.release();
    await pause(200); // an emulator that left with the first would be gone by now
    expect(pids()).toHaveLength(1);
    expect(isAlive(pids()[0]!)).toBe(true);
    second.release();
    await allGone();
  });

  test('tells no secret to a stranger who has the port of a dead emulator', async () => {
    const heard: unknown[] = [];
    const stranger = createServer((request, response) => {
      heard.push(request.headers['x-emulator-secret']);
      response.end('{"name":"another program"}');
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    writeControl({ url, secret: 'kept', pid: 1 });

    const emulator = await holdEmulator(place(), { start });
    expect(pids()).toHaveLength(1);
    expect(heard).toEqual([undefined]);
    emulator.release();
    stranger.close();
  });

  test.each([
    ['text that is no JSON', '{"url":'],
    ['an address of another machine', '{"url":"http://192.0.2.1:80","secret":"s","pid":1}'],
    ['nothing in it', '{}'],
  ])('takes a control file with %s for none', (_name, content) => {
    writeFileSync(join(dataDir, 'control.json'), content);
    expect(readControl(dataDir)).toBeUndefined();
  });

  test('starts it again when it dies, and tells the new one what the old one knew', async () => {
    const told: number[] = [];
    let heldAgain = () => {};
    const again = new Promise<void>((resolve) => (heldAgain = resolve));
    const onHeld = async (control: Control) => {
      await approveAll(control, 'hands-free.example');
      if (told.push(control.pid) === 2) heldAgain();
    };
    const emulator = await holdEmulator(place(), { start, onHeld });
    process.kill(pids()[0]!, 'SIGKILL');
    await again;
    expect(told).toEqual(pids());
    const rule = '{"does":"approve","tenant":"hands-free.example"}';
    expect(readFileSync(join(dataDir, 'user'), 'utf8')).toBe(rule + rule);
    emulator.release();
  });
});

test('a program that is being ended starts no other emulator', async () => {
  const emulator = await holdEmulator(place(), { start });
  emulator.startNoOther();
  process.kill(pids()[0]!, 'SIGKILL');
  await allGone();
  await pause(400); // another one would have said so by now
  expect(pids()).toHaveLength(1);
});

describe('an emulator that cannot be had', () => {
  test('passes on its own words when it knows why', async () => {
    mode('error');
    await expect(holdEmulator(place(), { start })).rejects.toThrow(/^Port 1 is taken\.$/);
  });

  test('names the log when it ends without a word', async () => {
    mode('crash');
    await expect(holdEmulator(place(), { start })).rejects.toThrow(
      `The identity emulator ended before it was ready (1). Read why in ${join(dataDir, 'start.log')}, then try again.`,
    );
    expect(readFileSync(join(dataDir, 'start.log'), 'utf8')).toContain('crashed on purpose');
  });

  test('is ended when it does not get ready in time', async () => {
    mode('silent');
    const late = holdEmulator(place(), {
      start: (late) => startEmulator(late, { program, deadline: 500 }),
    });
    await expect(late).rejects.toThrow(/did not get ready in 0.5 s/);
  });

  test('is given up when it lets no program in, however often it is started', async () => {
    mode('leaving');
    const starts: EmulatorPlace[] = [];
    const counted = async (one: EmulatorPlace) => {
      starts.push(one);
      // It serves no program and so has no reason to leave by itself.
      await start(one);
      killAll();
    };
    await expect(holdEmulator(place(), { start: counted })).rejects.toThrow(/started 5 times/);
    expect(starts).toHaveLength(5);
  });
});

function mode(name: string): void {
  writeFileSync(join(dataDir, 'mode'), name);
}

function writeControl(control: Control): void {
  writeFileSync(join(dataDir, 'control.json'), JSON.stringify(control));
}

function pids(): number[] {
  const file = join(dataDir, 'pids');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().split('\n').map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function killAll(): void {
  for (const pid of pids().filter(isAlive)) process.kill(pid, 'SIGKILL');
}

/** A detached process gives no event: its end can only be looked for. */
async function allGone(): Promise<void> {
  while (pids().some(isAlive)) await pause(20);
}
