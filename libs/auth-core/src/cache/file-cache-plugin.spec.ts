import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fileCachePlugin } from './file-cache-plugin.ts';
import { cannedAuthority } from './testing/canned-authority.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();

describe('fileCachePlugin', () => {
  test('keeps an account for the next process', async () => {
    const file = join(await folder(), 'new', 'cache.json');
    await cannedAuthority(fileCachePlugin({ file, protection: 'plaintext' })).signIn('ada');

    const later = cannedAuthority(fileCachePlugin({ file, protection: 'plaintext' }));
    const [account] = await later.client.getAllAccounts();
    const result = await later.client.acquireTokenSilent({
      scopes: ['User.Read'],
      account: account!,
    });

    expect(account?.username).toBe('ada@example');
    expect(result.fromCache).toBe(true);
    expect(later.refreshes()).toBe(0);
  });
});
