import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in an empty folder, without settings from this machine. */
function run(...args: string[]) {
  const program = join(import.meta.dirname, 'main.js');
  const env = { PATH: process.env['PATH'], HOME: folder };
  return spawnSync(process.execPath, [program, ...args], { cwd: folder, env, encoding: 'utf8' });
}

test('--help lists the options', () => {
  const { status, stdout } = run('--help');
  assert.equal(status, 0);
  assert.match(stdout, /--help/);
});

test('without a client ID and an authority it says what to set, and ends with 2', () => {
  const { status, stderr } = run();
  assert.equal(status, 2);
  assert.match(stderr, /ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set/);
});
