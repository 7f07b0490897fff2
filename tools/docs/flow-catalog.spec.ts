import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { fillMarked } from './flow-tables.ts';

const root = join(import.meta.dirname, '../..');

test('each flow has a word of its own, and its sample is there', () => {
  expect(new Set(flowCatalog.map(({ id }) => id)).size).toBe(flowCatalog.length);
  const samples = samplesOf(flowCatalog).map(({ sample }) => sample);
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
