import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fileCachePlugin } from './file-cache-plugin.ts';
import { cannedAuthority } from './testing/canned-authority.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const url = 'https://login.example/t/v2.0/.well-known/openid-configuration';

async function place() {
  const file = join(await folder(), 'tokens');
  const plugin = () => fileCachePlugin({ file, protection: 'plaintext' });
  return { file, plugin };
}

test('keeps a document with the time of its storing, until it is deleted', async () => {
  const { plugin } = await place();
  const before = Date.now();
  await plugin().discovery.set(url, { issuer: 'x' });

  const found = await plugin().discovery.get(url);
  expect(found?.document).toEqual({ issuer: 'x' });
  expect(found?.storedAt).toBeGreaterThanOrEqual(before);
  expect(found?.storedAt).toBeLessThanOrEqual(Date.now());
  expect(await plugin().discovery.get('https://other')).toBeUndefined();

  await plugin().discovery.delete(url);
  expect(await plugin().discovery.get(url)).toBeUndefined();
});

test('stays when MSAL writes, and leaves MSAL’s own alone', async () => {
  const { plugin } = await place();
  await plugin().discovery.set(url, { issuer: 'x' });
  await cannedAuthority(plugin()).signIn('ada');
  await plugin().discovery.set('https://second', { issuer: 'y' });
  expect((await plugin().discovery.get(url))?.document).toEqual({ issuer: 'x' });
  expect(await cannedAuthority(plugin()).client.getAllAccounts()).toHaveLength(1);
});

test('keeps the sixteen newest, none larger than 64 KiB', async () => {
  const { plugin } = await place();
  const { discovery } = plugin();
  for (let i = 0; i < 18; i++) await discovery.set(`https://h${i}`, { i });
  await discovery.set('https://huge', { x: 'x'.repeat(70_000) });
  expect(await discovery.get('https://huge')).toBeUndefined();
  const kept = await Promise.all(
    Array.from(
      { length: 18 },
      async (_, i) => (await discovery.get(`https://h${i}`)) !== undefined,
    ),
  );
  expect(kept.filter(Boolean)).toHaveLength(16);
  expect(kept[17]).toBe(true);
});

test('gives nothing for what is not an entry, and does not fail when the file cannot be used', async () => {
  const { file, plugin } = await place();
  await writeFile(
    file,
    JSON.stringify({ Discovery: { [url]: 'no entry', 'https://y': { storedAt: 'x' } } }),
  );
  expect(await plugin().discovery.get(url)).toBeUndefined();
  expect(await plugin().discovery.get('constructor')).toBeUndefined();
  await plugin().discovery.delete('https://y');
  await writeFile(`${file}.lock`, 'in the way');
  await plugin().discovery.set(url, {});
  expect(await plugin().discovery.get(url)).toBeUndefined();
  expect(await readFile(file, 'utf8')).toContain('no entry');
  const folderInPlace = fileCachePlugin({ file: join(file, '..'), protection: 'plaintext' });
  expect(await folderInPlace.discovery.get(url)).toBeUndefined();
});
