import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { fileCachePlugin } from '../file-cache-plugin.ts';
import { keyFromFile } from '../key-from-file.ts';
import { cannedAuthority } from './canned-authority.ts';
import { temporaryFolders } from './temporary-folder.ts';

/** Makes places for a cache and its key, each in a folder of its own that is removed after the test. */
export function cachePlaces(): () => Promise<{ file: string; key: string }> {
  const folder = temporaryFolders();
  return async () => {
    const home = await folder();
    return { file: join(home, 'cache', 'tokens'), key: join(home, 'key') };
  };
}

/** The accounts as a new process sees them; fails if anything had to be set aside. */
export async function signedInUsers(file: string, key: string): Promise<string[]> {
  const plugin = fileCachePlugin({ file, protection: keyFromFile(key) });
  const accounts = await cannedAuthority(plugin).client.getAllAccounts();
  expect((await readdir(join(file, '..'))).filter((name) => name.includes('.damaged-'))).toEqual(
    [],
  );
  return accounts.map(({ username }) => username.split('@')[0] ?? '').sort();
}
