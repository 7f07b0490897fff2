import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { flowCatalog } from '@entra-flows/flow-catalog';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { nodeFlags } from '../launch/node-flags.mjs';
import { fillMarked } from './fill-marked.ts';
import { shown } from './flow-tables.ts';
import { measureFlows } from './measure-flows.ts';

const root = join(import.meta.dirname, '../..');

test('every table of flows is up to date', async () => {
  const args = [...nodeFlags, 'tools/generate-flow-tables.ts', '--check'];
  await expect(promisify(execFile)(process.execPath, args, { cwd: root })).resolves.toMatchObject({
    stderr: '',
  });
});

test('each flow asks the authority what the catalogue says', async () => {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
  const measured = await measureFlows(emulator);
  // Those need a browser, a domain controller and a broker; their samples' own tests measure them.
  const elsewhere = ['single-page', 'integrated-windows', 'broker'];
  const listed = flowCatalog.filter(({ requests, id }) => requests && !elsewhere.includes(id));
  expect(Object.fromEntries(measured)).toEqual(
    Object.fromEntries(listed.map(({ id, requests }) => [id, requests])),
  );
});

test('each flow has a word of its own, and its sample is there', () => {
  expect(new Set(flowCatalog.map(({ id }) => id)).size).toBe(flowCatalog.length);
  const samples = shown(flowCatalog).map(({ sample }) => sample);
  expect(samples.filter((sample) => !existsSync(join(root, 'apps', sample)))).toEqual([]);
  const unmeasured = flowCatalog.filter(({ sample, requests }) => sample && !requests);
  expect(unmeasured).toEqual([]);
});

test('the page of flows says that a good token in the cache costs no request', () => {
  expect(flowCatalog.filter(({ requests }) => requests?.again.length)).toEqual([]);
});

test('a table replaces what stands in its place, and nothing else', () => {
  const text = 'a\n<!-- flows:x -->\nold\n<!-- /flows -->\nb';
  expect(fillMarked(text, { x: '| t |' })).toBe(
    'a\n<!-- flows:x -->\n\n| t |\n\n<!-- /flows -->\nb',
  );
  expect(() => fillMarked(text, {})).toThrow('There is no table "x".');
  expect(() => fillMarked('<!-- flows:x -->\n', { x: '' })).toThrow('does not end');
});
