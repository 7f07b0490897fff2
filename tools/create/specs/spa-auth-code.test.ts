// The page, built and served with settings of the emulator. A browser is yours to add.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { emulator, folder, start, testUsage, useEmulator } from './run-program.ts';

const project = join(import.meta.dirname, '..');
const vite = join(project, 'node_modules/vite/bin/vite.js');
useEmulator({}, ['--import', import.meta.resolve('tsx'), join(project, 'server/serve.ts')]);

test('the built pages may connect to their authority', async () => {
  const page = join(folder, 'page');
  const args = ['build', project, '--outDir', page, '--emptyOutDir', '--logLevel', 'warn'];
  const { stderr } = await start(args, '', [vite]).ends();
  assert.equal(stderr, '');
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  assert.match(html, /Content-Security-Policy/);
  assert.ok(html.includes(new URL(emulator.pages).origin));
  assert.match(readFileSync(join(page, 'redirect.html'), 'utf8'), /<script type="module"/);
});

test('the development server has the page and its modules, and stops on a signal', async () => {
  const server = start(['--port', '0']);
  const [, address = ''] = await server.says(/^Open (\S+)$/m);
  assert.match(await (await fetch(address)).text(), /Content-Security-Policy/);
  assert.equal((await fetch(new URL('src/main.ts', address))).status, 200);
  assert.equal((await fetch(new URL('package.json', address))).status, 404);
  server.stop();
  await server.ends();
});

testUsage();
