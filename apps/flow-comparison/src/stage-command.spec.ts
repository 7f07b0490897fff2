import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { nodeFlags } from '@entra-flows/tools/launch/programs.mjs';

test('a program has one temporary folder, and removes what is left of those that were ended by force', () => {
  const outer = mkdtempSync(join(tmpdir(), 'temporary-'));
  const { pid: over } = spawnSync(process.execPath, ['-e', '']);
  const [lost, used] = [over, process.pid].map((pid) => `flow-comparison-${pid}-x`);
  for (const name of [lost, used, 'flow-comparison'])
    mkdirSync(join(outer, `${name}/lane`), { recursive: true });
  const command = pathToFileURL(join(import.meta.dirname, 'stage-command.ts')).href;
  const work = `const { useOwnTemporaryFolder } = await import('${command}');
    const { TMPDIR } = process.env;
    process.env.TMPDIR = '/no/such';
    try { useOwnTemporaryFolder(); } catch ({ message }) { process.stdout.write(message + ' '); }
    Object.assign(process.env, { TMPDIR });
    useOwnTemporaryFolder();
    const { tmpdir } = await import('node:os');
    (await import('node:fs')).mkdirSync(tmpdir() + '/kdc');
    process.stdout.write(tmpdir());
    process.exit(3);`;
  const { stdout, status } = spawnSync(
    process.execPath,
    [...nodeFlags, '--input-type=module', '-e', work],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: outer } },
  );
  expect([status, stdout]).toEqual([
    3,
    expect.stringMatching(
      /^The folder .* \/no\/such, .*: ENOENT\. Make .*flow-comparison-\d+-\w+$/,
    ),
  ]);
  const left = readdirSync(outer).filter((name) => name.startsWith('flow'));
  expect(left.sort()).toEqual(['flow-comparison', used]);
  rmSync(outer, { recursive: true });
});
