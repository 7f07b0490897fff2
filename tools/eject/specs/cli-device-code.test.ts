import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';

const user = 'adele@contoso.example';
let emulator: IdentityEmulator;
let folder: string;
let env: NodeJS.ProcessEnv;

before(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
});
after(() => emulator.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'test-'));
  const { authority, graph, ca, clientId } = emulator;
  const endpoints = join(folder, 'endpoints.json');
  writeFileSync(endpoints, JSON.stringify({ authority, graph, ca }));
  env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ENTRA_CLIENT_ID: clientId,
    ENTRA_AUTHORITY: authority,
    ENTRA_EMULATOR: endpoints,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program to its end. */
async function run(...args: string[]) {
  const command = [join(import.meta.dirname, 'main.js'), ...args];
  const ended = promisify(execFile)(process.execPath, command, { cwd: folder, env });
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('asks the user once, and takes the second token from the cache', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  const first = await run();
  assert.match(first.stdout, new RegExp(`${user}: token from authority`));
  assert.match(first.stderr, /Code +\S+/);
  assert.match((await run()).stdout, new RegExp(`${user}: token from cache`));
});

test('explains a sign-in that the user declined, and ends with 1', async () => {
  await emulator.control.user({ does: 'decline', as: user });
  const { code, stderr } = await run();
  assert.equal(code, 1);
  assert.match(stderr, /declined/);
});

test('without a client ID and an authority it says what to set, and ends with 2', async () => {
  env = { PATH: process.env['PATH'], HOME: folder };
  const { code, stderr } = await run();
  assert.equal(code, 2);
  assert.match(stderr, /ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set/);
});
