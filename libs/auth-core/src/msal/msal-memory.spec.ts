import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ISerializableTokenCache, TokenCacheContext } from '@azure/msal-node';
import { expect, test } from '@jest/globals';
import { fileCachePlugin } from '../cache/file-cache-plugin.ts';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';

const folder = temporaryFolders();

/** A cache as the contract of MSAL has it, and nothing more. */
function contractCache() {
  const held: { tables: Record<string, unknown> } = { tables: {} };
  const tokenCache: ISerializableTokenCache = {
    serialize: () => JSON.stringify(held.tables),
    deserialize: (text) => void (held.tables = JSON.parse(text) as Record<string, unknown>),
  };
  const context = (cacheHasChanged: boolean) =>
    ({ tokenCache, cacheHasChanged, hasChanged: cacheHasChanged }) as unknown as TokenCacheContext;
  return { held, read: context(false), write: context(true) };
}

async function change(
  plugin: ReturnType<typeof fileCachePlugin>,
  { held, write }: ReturnType<typeof contractCache>,
  name: string,
) {
  await plugin.beforeCacheAccess(write);
  held.tables = { ...held.tables, [name]: {} };
  await plugin.afterCacheAccess(write);
}

test('a cache with serialize and deserialize alone is read and written', async () => {
  const file = join(await folder(), 'tokens');
  const plugin = () => fileCachePlugin({ file, protection: 'plaintext' });
  const [one, other] = [contractCache(), contractCache()];
  const [first, second] = [plugin(), plugin()];
  await change(first, one, 'a');
  await change(second, other, 'b');
  await first.beforeCacheAccess(one.read);
  expect(one.held.tables).toEqual({ a: {}, b: {} });
  await first.remove();
  await second.beforeCacheAccess(other.read);
  expect(other.held.tables).toEqual({});
});

test('what could not be written goes along with the next write', async () => {
  const file = join(await folder(), 'tokens');
  const failures: string[] = [];
  const onWriteFailed = ({ errorCode }: { errorCode: string }) => failures.push(errorCode);
  const plugin = fileCachePlugin({ file, protection: 'plaintext', onWriteFailed, lockTimeout: 20 });
  const cache = contractCache();
  await writeFile(`${file}.lock`, '');
  await change(plugin, cache, 'a');
  expect(failures).toEqual(['cache_unusable']);
  await rm(`${file}.lock`);
  await change(plugin, cache, 'b');
  const next = contractCache();
  await fileCachePlugin({ file, protection: 'plaintext' }).beforeCacheAccess(next.read);
  expect(next.held.tables).toEqual({ a: {}, b: {} });
});
