import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { keyFromFile } from './key-from-file.ts';
import { freshClient } from './testing/fresh-client.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const scopes = ['User.Read'];

async function place() {
  const home = await folder();
  return { file: join(home, 'tokens'), protection: keyFromFile(join(home, 'key')) };
}

test.each(['cannot be locked', 'is full in the middle of a write'])(
  'keeps a renewed refresh token where the disk %s',
  async (how) => {
    const { file } = await place();
    let full = false;
    const onStep = (step: string) => {
      if (full && step === 'half-written') throw new Error('ENOSPC');
    };
    const options = { file, protection: 'plaintext' as const, onStep };
    const client = freshClient(options);
    const account = await client.signIn('ada');
    const [, spent = ''] = /"(rt-ada-\d+)"/.exec(await readFile(file, 'utf8')) ?? [];
    if (how === 'cannot be locked') await writeFile(`${file}.lock`, 'in the way');
    else full = true;
    await client.client.acquireTokenSilent({ scopes, account, forceRefresh: true });
    expect(client.failures).toHaveLength(1);

    if (how === 'cannot be locked') await rm(`${file}.lock`);
    full = false;
    await client.signIn('ben');

    const text = await readFile(file, 'utf8');
    expect(text).toContain('rt-ben');
    expect(text).toMatch(/"rt-ada-\d+"/);
    expect(text).not.toContain(`"${spent}"`);
  },
);

test('sets no file aside whose key could not be asked for once', async () => {
  const options = await place();
  await freshClient(options).signIn('ada');
  const getKey = jest
    .fn(options.protection.getKey)
    .mockRejectedValueOnce(new AuthCoreError('keyring_unavailable', 'locked'));
  const client = freshClient({ ...options, protection: { name: 'a keyring', getKey } });
  await expect(client.names()).rejects.toMatchObject({ errorCode: 'keyring_unavailable' });
  expect(await client.names()).toEqual(['ada']);
  expect(client.damages).toEqual([]);
});

test('a key that cannot be had now leaves MSAL what this process has in memory, where the owner can do without', async () => {
  const options = await place();
  await freshClient(options).signIn('ada');
  const locked = new AuthCoreError('keyring_unavailable', 'locked');
  let getKey = () => Promise.reject<Uint8Array | undefined>(locked);
  const protection = { name: 'a keyring', getKey: () => getKey() };
  await expect(freshClient({ ...options, protection }).names()).rejects.toBe(locked);

  const told: AuthCoreError[] = [];
  const onKeyUnavailable = (error: AuthCoreError) => void told.push(error);
  const client = freshClient({ ...options, protection, onKeyUnavailable });
  const account = await client.signIn('ben');
  expect((await client.client.acquireTokenSilent({ scopes, account })).fromCache).toBe(true);
  expect(told).toContain(locked);
  const zoe = await client.signIn('zoe');
  await client.client.signOut({ account: zoe });
  expect(await client.names()).toEqual(['ben']);

  getKey = () => options.protection.getKey(false);
  await client.plugin.save(client.cache);
  expect(await freshClient(options).names()).toEqual(['ada', 'ben']);
});
