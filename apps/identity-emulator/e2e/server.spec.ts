// @long many starts in the background; start.spec.ts shows the usual one
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connectToControl, holdEmulator } from '@entra-flows/identity-emulator';
import type { Installation } from '../src/installation.ts';
import { clientOf } from './client.ts';
import {
  endAll,
  exitCode,
  programs,
  readControl,
  readEndpoints,
  readJson,
  run,
  startServer,
} from './processes.ts';

/** A data folder that an emulator has used and left: its keys take longest to make. */
let used: string;
let dataDir: string;
beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'emulator-'));
  const { child } = await startServer(used);
  child.kill('SIGTERM');
  await exitCode(child);
});
afterAll(() => rm(used, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'data');
  await cp(used, dataDir, { recursive: true });
});
afterEach(async () => {
  await endAll();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

const ports = async () => (await readJson<Installation>(dataDir, 'installation.json')).ports;

async function signIn() {
  const client = clientOf(await readEndpoints(dataDir));
  await connectToControl(await readControl(dataDir)).user({ does: 'approve' });
  const { json } = await client.deviceCode();
  return { client, tokens: (await client.poll(json['device_code'])).json };
}

describe('the background emulator', () => {
  test('two that start at the same instant end as one, and both launchers get "ready"', async () => {
    await rm(dataDir, { recursive: true });
    const [a, b] = await Promise.all([startServer(dataDir), startServer(dataDir)]);
    const [served, left] = a.said.already ? [b, a] : [a, b];
    expect(served.said).toEqual({ type: 'ready' });
    expect(left.said).toEqual({ type: 'ready', already: true });
    expect(await exitCode(left.child)).toBe(0);
    expect((await readControl(dataDir)).pid).toBe(served.child.pid);
  });

  const posix = process.platform === 'win32' ? test.skip : test;
  posix('waits for no reader of a pipe in the place of its log', async () => {
    const log = join(dataDir, 'emulator.log');
    await rm(log, { force: true });
    execFileSync('mkfifo', [log]);
    expect((await startServer(dataDir)).said).toEqual({ type: 'ready' });
  });

  test('keeps ports, tokens and waiting codes over a SIGKILL right after the answer', async () => {
    const first = await startServer(dataDir);
    const { client, tokens } = await signIn();
    await connectToControl(await readControl(dataDir)).reset();
    const waiting = (await client.deviceCode()).json;
    const rotated = (await client.refresh(tokens['refresh_token'])).json;
    first.child.kill('SIGKILL');
    await exitCode(first.child);
    const before = await readEndpoints(dataDir);

    const second = await startServer(dataDir);
    expect(second.said).toEqual({ type: 'ready' });
    expect(await readEndpoints(dataDir)).toEqual(before);
    expect((await client.refresh(rotated['refresh_token'])).status).toBe(200);
    expect((await client.poll(waiting['device_code'])).json['error']).toBe('authorization_pending');
  });

  test('outlives its launcher, stays while a lease is open, and ends after the last one', async () => {
    const launcher = run(programs.launcher, [dataDir]);
    await launcher.sees('ready');
    launcher.child.kill('SIGKILL');
    await launcher.ended;
    const address = await readControl(dataDir);
    const [a, b] = await Promise.all([holdEmulator(address), holdEmulator(address)]);
    a.release();
    const { client } = await signIn();
    b.release();
    while (isAlive(address.pid)) await delay(50);
    expect(await readdir(dataDir)).not.toContain('control.json');
    await expect(client.deviceCode()).rejects.toThrow(/ECONNREFUSED/);
  });

  test('--ephemeral keeps no grants, and leaves nothing behind but what is not its own', async () => {
    dataDir = join(dataDir, '..', 'fresh');
    const { child, said } = await startServer(dataDir, programs.server, '--ephemeral');
    expect(said).toEqual({ type: 'ready' });
    const lease = await holdEmulator(await readControl(dataDir));
    await signIn();
    expect((await readdir(dataDir)).sort().join()).not.toMatch(/grants|key|certificate/);
    await writeFile(join(dataDir, 'mine.txt'), '');
    lease.release();
    expect(await exitCode(child)).toBe(0);
    expect(await readdir(dataDir)).toEqual(['mine.txt']);
  });

  test('starts again at once while the one before is ending', async () => {
    const first = await startServer(dataDir);
    const lease = await holdEmulator(await readControl(dataDir));
    first.child.kill('SIGTERM');
    const second = await startServer(dataDir);
    expect(second.said.type).toBe('ready');
    expect(await exitCode(first.child)).toBe(0);
    await lease.ended;
    const { child } = second.said.already ? await startServer(dataDir) : second;
    expect((await readControl(dataDir)).pid).toBe(child.pid);
  });

  test.each(['protocol', 'pages', 'control'] as const)(
    'names the %s port that another program has, and the remedy',
    async (which) => {
      const port = (await ports())[which];
      const squatter = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'));
      await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
      const { child, said } = await startServer(dataDir);
      squatter.close();
      expect(said.type).toBe('error');
      expect(said.message).toContain(`Port ${port} of the identity emulator is taken`);
      expect(said.message).toContain('--new-ports');
      expect(said.message).toMatch(/lsof|netstat/);
      expect(await exitCode(child)).toBe(1);
    },
  );

  test('--new-ports chooses others, and the next start, from the sources, serves there', async () => {
    const before = await ports();
    const { code } = await run(programs.server, ['--data', dataDir, '--new-ports']).ended;
    expect(code).toBe(0);
    expect(await ports()).not.toEqual(before);
    const { said } = await startServer(dataDir, programs.serverFromSource);
    expect(said).toEqual({ type: 'ready' });
    expect(new URL((await readEndpoints(dataDir)).pages).port).toBe(String((await ports()).pages));
  });

  test('sets a damaged installation file aside, says so in its log, and continues', async () => {
    await writeFile(join(dataDir, 'installation.json'), '{"ports":{"protocol":-1}}');
    expect((await startServer(dataDir)).said).toEqual({ type: 'ready' });
    expect(await readFile(join(dataDir, 'emulator.log'), 'utf8')).toMatch(
      /installation\.json cannot be used.*moved to .*New ports were chosen/,
    );
  });

  test('a data folder that cannot be made is one message', async () => {
    const file = join(dataDir, '../file');
    await writeFile(file, '');
    const { child, said } = await startServer(join(file, 'data'));
    expect(said.message).toMatch(
      /^The folder .* cannot be made: .* \(ENOTDIR\)\. Choose another data folder/,
    );
    expect(await exitCode(child)).toBe(1);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
