import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

const project = join(import.meta.dirname, '..');

test("the README's examples run, one after the other", async () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code);
  expect(examples.length).toBeGreaterThan(8);
  const options = ['--conditions=source', '--import', 'tsx', '--input-type=module'];
  // Nx asks its tasks for colours.
  const env = { ...process.env, FORCE_COLOR: '0' };
  const child = spawn(process.execPath, options, { cwd: project, env, timeout: 50_000 });
  child.stdin.end(examples.join('\n'));
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect({ code: (await ended)[0] as number, err }).toMatchObject({ code: 0 });
  for (const line of [
    'adele@contoso.example false true',
    '200 Adele Vance',
    'Encrypted with AES-256-GCM',
    'adele@contoso.example 1',
    'AADSTS50059 config.tenant false false',
  ])
    expect(out).toContain(line);
}, 60_000);
