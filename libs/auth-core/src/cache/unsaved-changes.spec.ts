import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountInfo } from '@azure/msal-node';
import { expect, test } from '@jest/globals';
import { fileCachePlugin, type FileCacheOptions } from './file-cache-plugin.ts';
import { type CannedAuthority, cannedAuthority } from './testing/canned-authority.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();

test.each(['the lock cannot be had', 'the disk is full'])(
  'a newer token of an account that was there is kept where %s, and goes along with the next write',
  async (why) => {
    const file = join(await folder(), 'tokens');
    let full = false;
    const onStep = (step: string) => {
      if (full && step === 'half-written')
        throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    };
    const clientWith = (more: Partial<FileCacheOptions> = {}) =>
      cannedAuthority(
        fileCachePlugin({ file, protection: 'plaintext', onWriteFailed: () => undefined, ...more }),
      );
    const tokenOf = async ({ client }: CannedAuthority, account: AccountInfo) =>
      (await client.acquireTokenSilent({ scopes: ['User.Read'], account })).accessToken;
    const one = clientWith({ onStep });
    const ada = await one.signIn('ada');
    full = why === 'the disk is full';
    if (!full) await writeFile(`${file}.lock`, 'in the way');
    await one.signIn('ada');
    const newest = await tokenOf(one, ada);
    full = false;
    await rm(`${file}.lock`, { force: true });
    // What another process writes meanwhile does not bring the older one back.
    await clientWith().signIn('zoe');
    expect(await tokenOf(one, ada)).toBe(newest);
    await one.signIn('eve');
    expect(await tokenOf(clientWith(), ada)).toBe(newest);
  },
);
