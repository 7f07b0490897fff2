// `record-code.ts BUNDLE OUT`: V8's code for a token from the cache, written to OUT.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { signedIn } from '../../bench/signed-in.ts';

const [bundle = '', out = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'record-code-'));
try {
  await using place = await signedIn(folder);
  const { cacheFile, env } = place;
  const program = join(import.meta.dirname, '../record-run.mjs');
  const args = ['--json', '--cache', cacheFile, '--key-file', `${cacheFile}.key`];
  // Not the synchronous form: the emulator of this process has to answer meanwhile.
  await promisify(execFile)(process.execPath, [program, bundle, out, ...args], {
    env,
    timeout: 20_000,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
