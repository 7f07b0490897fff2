import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { nodeFlags } from '@entra-flows/tools/launch/programs.mjs';

test('a program has one temporary folder, removes what is left of those that were ended by force, and leaves no sample', () => {
  const outer = mkdtempSync(join(tmpdir(), 'temporary-'));
  const { pid: over } = spawnSync(process.execPath, ['-e', '']);
  const [lost, used] = [over, process.pid].map((pid) => `flow-comparison-${pid}-x`);
  for (const name of [lost, used, 'flow-comparison'])
    mkdirSync(join(outer, `${name}/lane`), { recursive: true });
  const here = (file: string) =>
    JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href);
  const sample = fileURLToPath(new URL('../testing/faulty-sample.mjs', import.meta.url));
  const id = randomUUID();
  const work = `const { stopSignal, useOwnTemporaryFolder } = await import(${here('stage-command.ts')});
    const { runChild } = await import(${here('lanes/run-child.ts')});
    process.env.TMPDIR = '/no/such';
    try { useOwnTemporaryFolder(); } catch ({ message }) { process.stdout.write(message + ' '); }
    process.env.TMPDIR = '.';
    useOwnTemporaryFolder();
    const { tmpdir } = await import('node:os');
    const { mkdirSync, openSync, closeSync } = await import('node:fs');
    mkdirSync(tmpdir() + '/kdc');
    const run = (terminal) => runChild({ program: [${JSON.stringify(sample)}] }, ['hang'],
      { id: '${id}', env: process.env, cwd: tmpdir(), longest: 60_000, channels: [] }, { terminal });
    const open = [];
    try { for (;;) open.push(openSync('/dev/null')); } catch {}
    await run().ended.catch(({ code }) => process.stdout.write(code + ' '));
    open.forEach((one) => closeSync(one));
    const stop = stopSignal();
    run((said) => {
      process.stdout.write(said + tmpdir());
      // A terminal sends it to all, and a launcher passes it on.
      for (const ms of [0, 20]) setTimeout(() => process.kill(process.pid, 'SIGINT'), ms);
      stop.addEventListener('abort', () => setTimeout(() => process.exit(3), 60));
    });`;
  const { stdout, status } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 100; exec "$@"', '', process.execPath, ...nodeFlags].concat([
      '--input-type=module',
      '-e',
      work,
    ]),
    { encoding: 'utf8', cwd: outer },
  );
  expect([status, stdout.replace(realpathSync(outer), 'OUTER')]).toEqual([
    3,
    expect.stringMatching(
      /^The folder .* \/no\/such, .*: ENOENT\. Make .* EMFILE hangs\nOUTER\/flow-comparison-\d+-\w+$/,
    ),
  ]);
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  expect(all.filter((pid) => environmentOf(pid).includes(id))).toEqual([]);
  const left = readdirSync(outer).filter((name) => name.startsWith('flow'));
  expect(left.sort()).toEqual(['flow-comparison', used]);
  rmSync(outer, { recursive: true });
});

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return ''; // it is over
  }
}
