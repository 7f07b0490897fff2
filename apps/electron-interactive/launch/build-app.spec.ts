import { mkdtempSync, rmSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { buildApp } from './build-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'build-app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = join(folder, 'app');
const withAuthority = (authority: string) =>
  buildApp(app, { settings: { ENTRA_CLIENT_ID: 'a-client', ENTRA_AUTHORITY: authority } });

test('who starts the app while it is built anew reads the old files, whole', async () => {
  await withAuthority('https://the-old-one/t');
  await using main = await open(join(app, 'main.cjs'));
  await withAuthority('https://the-new-one/t');
  expect(await main.readFile('utf8')).toContain('the-old-one');
  expect(await readdir(folder)).toEqual(['app']);
});

test('a build that fails leaves the app as it was, and nothing beside it', async () => {
  const before = await readdir(app);
  const plugins = [{ name: 'fails', setup: () => Promise.reject(new Error('no')) }];
  await expect(buildApp(app, { plugins })).rejects.toThrow('no');
  expect(await readdir(app)).toEqual(before);
  expect(await readdir(folder)).toEqual(['app']);
});
