// @requires bun, deno
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../src/index.ts';

let emulator: IdentityEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  folder = await mkdtemp(join(tmpdir(), 'runtimes-'));
  await writeFile(join(folder, 'ca.pem'), emulator.ca);
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

/** Prints an HTTP status, or the message of a failure. */
const program = `
  try { console.log((await fetch(process.argv.at(-1))).status); }
  catch (error) { console.log(error.message); }`;

test.each([
  ['bun', 'run'],
  ['deno', 'run', '--allow-all'],
])('%s takes the certificate under each name of loopback', async (command, ...args) => {
  const file = join(folder, 'program.mjs');
  await writeFile(file, program);
  const ca = join(folder, 'ca.pem');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca, DENO_CERT: ca, DENO_DIR: folder };
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    const url = `${emulator.authority.replace('localhost', host)}/v2.0/.well-known/openid-configuration`;
    const { stdout } = await promisify(execFile)(command, [...args, file, url], { env });
    expect({ host, said: stdout.trim() }).toEqual({ host, said: '200' });
  }
});
