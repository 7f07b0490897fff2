import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { InteractionRequiredAuthError, TokenCache } from '@azure/msal-node';
import { fileCachePlugin } from './file-cache-plugin.ts';
import { keyFromFile } from './key-from-file.ts';
import { cannedAuthority } from './testing/canned-authority.ts';
import { freshClient } from './testing/fresh-client.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const scopes = ['User.Read'];

async function place() {
  const home = await folder();
  const file = join(home, 'cache', 'tokens');
  return { home, file, protection: keyFromFile(join(home, 'key')) };
}

type Tables = Record<string, Record<string, Record<string, unknown>>>;

async function jsonOf(file: string): Promise<Tables> {
  return JSON.parse(await readFile(file, 'utf8')) as Tables;
}

const badToken = {
  status: 400,
  body: { error: 'invalid_grant', suberror: 'bad_token', error_description: 'revoked' },
};

test.each([
  ['file', 7, 'a text'],
  ['protection', 'Keyring', "'keyring', 'plaintext' or a key provider"],
  ['protection', undefined, "'keyring'"],
  ['onDamaged', true, 'a function'],
  ['onWriteFailed', 'warn', 'a function'],
  ['lockTimeout', '5', 'a time'],
  ['keyring', 'login', 'an object'],
])('refuses %s %j at once', async (name, wrong, what) => {
  const options = { ...(await place()), [name]: wrong };
  expect(() => fileCachePlugin(options as never)).toThrow(
    new RegExp(`^${name} has to be ${what}`, 'u'),
  );
});

test('refuses an option that is misspelt', async () => {
  const options = { ...(await place()), onDamage: () => undefined };
  expect(() => fileCachePlugin(options)).toThrow(
    new TypeError('onDamage is not an option; it has to be onDamaged'),
  );
});

describe('the cache over the life of a sign-in', () => {
  test('keeps an account for the next process', async () => {
    const options = await place();
    await freshClient(options).signIn('ada');

    const later = freshClient(options);
    const [account] = await later.client.getAllAccounts();
    const result = await later.client.acquireTokenSilent({ scopes, account: account! });

    expect(account?.username).toBe('ada@example');
    expect(result.fromCache).toBe(true);
    expect(later.refreshes()).toBe(0);
  });

  test('writes no token in clear, with mode 0600 in a folder of mode 0700', async () => {
    const options = await place();
    await freshClient(options).signIn('ada');

    expect(await readFile(options.file, 'latin1')).not.toMatch(/rt-ada|secret|Account/);
    if (process.platform === 'win32') return;
    expect((await stat(options.file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(options.home, 'cache'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(options.home, 'key'))).mode & 0o777).toBe(0o600);
  });

  test('keeps the accounts of two clients that take turns, and takes over what the other removed', async () => {
    const options = await place();
    const [a, b] = [freshClient(options), freshClient(options)];
    await a.signIn('ada');
    const ben = await b.signIn('ben');
    await a.signIn('eve');
    expect(await b.names()).toEqual(['ada', 'ben', 'eve']);

    await b.client.signOut({ account: ben });
    await a.signIn('zoe');

    expect(await a.names()).toEqual(['ada', 'eve', 'zoe']);
    expect(await freshClient(options).names()).toEqual(['ada', 'eve', 'zoe']);
  });

  test('keeps the accounts of two clients that share one plugin', async () => {
    const plugin = fileCachePlugin(await place());
    const [a, b] = [cannedAuthority(plugin), cannedAuthority(plugin)];
    await Promise.all([a.signIn('ada'), b.signIn('ben')]);
    expect(await a.client.getAllAccounts()).toHaveLength(2);
    expect(await b.client.getAllAccounts()).toHaveLength(2);
  });

  test('keeps what MSAL does not know: tables and members of another version', async () => {
    const { file } = await place();
    const options = { file, protection: 'plaintext' as const };
    await freshClient(options).signIn('ada');
    const text = await jsonOf(file);
    for (const entry of Object.values(text['Account']!)) entry['hobby'] = 'looms';
    await writeFile(file, JSON.stringify({ ...text, Later: { x: 1 } }));

    await freshClient(options).signIn('ben');

    const after = await jsonOf(file);
    expect(after['Later']).toEqual({ x: 1 });
    expect(Object.values(after['Account']!)).toContainEqual(
      expect.objectContaining({ hobby: 'looms' }),
    );
  });

  test('does not write when nothing has changed', async () => {
    const options = await place();
    const client = freshClient(options);
    const ada = await client.signIn('ada');
    const other = { ...ada, homeAccountId: 'x.y', username: 'x' };
    const { ino } = await stat(options.file);

    await client.client.signOut({ account: other });

    expect((await stat(options.file)).ino).toBe(ino);
    const empty = await place();
    await freshClient(empty).client.signOut({ account: other });
    expect(await readdir(join(empty.home, 'cache'))).toEqual([]);
  });

  test('leaves nothing behind when it is removed', async () => {
    const { home, file } = await place();
    await mkdir(join(home, 'cache'), { mode: 0o700 });
    await writeFile(`${file}.damaged-20200101T000000000Z`, '{"RefreshToken":{"old');
    await writeFile(`${file}.damaged-20200102T000000000Z`, 'EFPF, sealed');
    await writeFile(`${file}.tmp-0123456789ab`, 'killed');
    const removeKey = jest.fn(async () => undefined);
    const client = freshClient({
      file,
      protection: { ...keyFromFile(join(home, 'key')), removeKey },
    });
    await client.signIn('ada');

    await client.plugin.remove();

    expect(await readdir(join(home, 'cache'))).toEqual([]);
    expect(removeKey).toHaveBeenCalledTimes(1);
    expect(await client.names()).toEqual([]);
  });

  test('keeps what was never a cache when it is removed', async () => {
    const options = await place();
    const { plugin } = freshClient(options);
    await mkdir(join(options.home, 'cache'), { mode: 0o700 });
    await writeFile(options.file, 'precious');
    await plugin.check();
    await plugin.remove();
    const [kept, ...others] = await readdir(join(options.home, 'cache'));
    expect(others).toEqual([]);
    expect(await readFile(join(options.home, 'cache', kept!), 'utf8')).toBe('precious');
  });
});

describe('the cache and the memory of MSAL', () => {
  test('does not read or parse an unchanged file again', async () => {
    const options = await place();
    const client = freshClient(options);
    const account = await client.signIn('ada');
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(options.file, anHourAgo, anHourAgo);
    await client.client.acquireTokenSilent({ scopes, account });
    const read = jest.spyOn(client.cache, 'deserialize');

    for (let i = 0; i < 3; i++) await client.client.acquireTokenSilent({ scopes, account });

    expect(read).not.toHaveBeenCalled();
  });

  test('puts the tokens back when MSAL empties its memory all the same', async () => {
    const client = freshClient(await place());
    await client.signIn('ada');
    await TokenCache.prototype.overwriteCache.call(client.cache);
    expect(await client.names()).toEqual(['ada']);
  });

  test('takes a rejected refresh token off the disk when it is told to save', async () => {
    const { file } = await place();
    const options = { file, protection: 'plaintext' as const };
    const client = freshClient(options);
    const account = await client.signIn('ada');
    await client.signIn('ben');
    client.answerRefreshWith(badToken);

    const silent = client.client.acquireTokenSilent({ scopes, account, forceRefresh: true });
    await expect(silent).rejects.toThrow(InteractionRequiredAuthError);
    expect(await readFile(file, 'utf8')).toContain('rt-ada');
    await client.plugin.save(client.cache);

    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('rt-ada');
    expect(text).toContain('rt-ben');
    expect(await freshClient(options).names()).toEqual(['ada', 'ben']);
  });

  test('saving does not take away the newer refresh token of another process', async () => {
    const { file } = await place();
    const options = { file, protection: 'plaintext' as const };
    const client = freshClient(options);
    const account = await client.signIn('ada');
    client.answerRefreshWith(badToken);
    const silent = client.client.acquireTokenSilent({ scopes, account, forceRefresh: true });
    await expect(silent).rejects.toThrow(InteractionRequiredAuthError);
    await freshClient(options).signIn('ada');

    await client.plugin.save(client.cache);

    expect((await jsonOf(file))['RefreshToken']).not.toEqual({});
  });
});

describe('a write that fails', () => {
  test('gives the token to the caller, tells why, and writes it with the next one', async () => {
    const options = await place();
    const client = freshClient(options);
    await client.signIn('ada');
    // A folder in the way of the lock's folder: works against root as well, unlike mode bits.
    await writeFile(`${options.file}.lock`, 'in the way');

    const ben = await client.signIn('ben');

    expect(client.failures.map(({ errorCode }) => errorCode)).toEqual(['cache_unusable']);
    expect(client.failures[0]?.errorMessage).toMatch(/is not a folder of this program\. Remove it/);
    expect(await client.names()).toEqual(['ada', 'ben']);
    const silent = await client.client.acquireTokenSilent({ scopes, account: ben });
    expect(silent.fromCache).toBe(true);
    expect(await freshClient(options).names()).toEqual(['ada']);

    await rm(`${options.file}.lock`);
    await client.signIn('eve');
    expect(await freshClient(options).names()).toEqual(['ada', 'ben', 'eve']);
  });

  test('keeps the unsaved token through changes of other processes', async () => {
    const options = await place();
    const client = freshClient(options);
    await client.signIn('ada');
    await writeFile(`${options.file}.lock`, 'in the way');
    await client.signIn('ben');
    await rm(`${options.file}.lock`);
    await freshClient(options).signIn('zoe');

    expect(await client.names()).toEqual(['ada', 'ben', 'zoe']);
    await client.plugin.save(client.cache);
    expect(await freshClient(options).names()).toEqual(['ada', 'ben', 'zoe']);
  });

  test('fails in the middle of the file, and leaves the old one whole', async () => {
    const { file } = await place();
    let full = false;
    const onStep = (step: string) => {
      if (full && step === 'half-written')
        throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    };
    const options = { file, protection: 'plaintext' as const, onStep };
    const client = freshClient(options);
    await client.signIn('ada');
    full = true;

    await client.signIn('ben');
    const saving = client.plugin.save(client.cache);

    await expect(saving).rejects.toThrow(/Cannot write ".*": the disk is full\. Make room/);
    expect(client.failures[0]?.errorMessage).toContain('the disk is full');
    expect(await client.names()).toEqual(['ada', 'ben']);
    expect(await readdir(join(file, '..'))).toEqual(['tokens']);
    full = false;
    expect(await freshClient(options).names()).toEqual(['ada']);
    await client.plugin.save(client.cache);
    expect(await freshClient(options).names()).toEqual(['ada', 'ben']);
  });

  test('does not lose the token to a callback that throws', async () => {
    const options = await place();
    await mkdir(join(options.home, 'cache'));
    await writeFile(`${options.file}.lock`, 'in the way');
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
    const onWriteFailed = () => {
      throw new Error('a fault of the callback');
    };
    const client = freshClient({ ...options, onWriteFailed });
    expect((await client.signIn('ada')).username).toBe('ada@example');
    expect(warn.mock.calls).toEqual([['Error: a fault of the callback']]);
    warn.mockRestore();
  });

  test('becomes a process warning without a listener', async () => {
    const options = await place();
    await mkdir(join(options.home, 'cache'));
    await writeFile(`${options.file}.lock`, 'in the way');
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
    await cannedAuthority(fileCachePlugin(options)).signIn('ada');
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('Remove it'), { type: 'AuthCoreWarning', code: 'cache_unusable' }],
    ]);
    warn.mockRestore();
  });

  test('does not overwrite a file whose key cannot be asked for', async () => {
    const options = await place();
    await freshClient(options).signIn('ada');
    const locked = new Error('the keyring is locked');
    const protection = { name: 'a keyring', getKey: () => Promise.reject(locked) };
    const client = freshClient({ ...options, protection });

    expect((await client.signIn('ben')).username).toBe('ben@example');

    expect(client.failures).toHaveLength(1);
    await expect(client.plugin.save(client.cache)).rejects.toBe(locked);
    expect(await freshClient(options).names()).toEqual(['ada']);
  });
});

describe('a token answer of a wrong shape', () => {
  const list = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('[1]').toString('base64url')}.x`;
  test.each([
    ['a family that is a number', { foci: 1 }],
    ['a refresh token that is a number', { refresh_token: 5 }],
    ['an access token that is a number', { access_token: 12 }],
    ['an ID token whose payload is a list', { id_token: list }],
    ['a scope that is a number', { scope: 1 }],
  ])('never reaches the disk: %s', async (_, members) => {
    const { file } = await place();
    const options = { file, protection: 'plaintext' as const };
    const ada = await freshClient(options).signIn('ada');
    const client = freshClient(options);
    client.answerTokensWith(members);

    await client.signIn('ben').catch(() => undefined);
    client.answerTokensWith({});
    await client.signIn('eve');

    const later = freshClient(options);
    const silent = await later.client.acquireTokenSilent({ scopes, account: ada });
    expect(silent.fromCache).toBe(true);
    expect(await later.names()).toEqual(expect.arrayContaining(['ada', 'eve']));
    expect(later.damages).toEqual([]);
    expect((await readdir(join(file, '..'))).sort()).toEqual(['tokens']);
  });

  test('is used by this process, which says that it could not be kept', async () => {
    const { file } = await place();
    const options = { file, protection: 'plaintext' as const };
    const client = freshClient(options);
    client.answerTokensWith({ foci: 1 });

    const ben = await client.signIn('ben');

    const [failure] = client.failures;
    expect(failure?.errorMessage).toMatch(/^The authority's answer could not be kept.*goes on/);
    const silent = await client.client.acquireTokenSilent({ scopes, account: ben });
    expect(silent.fromCache).toBe(true);
    await expect(client.plugin.save(client.cache)).rejects.toThrow(/could not be kept/);
  });
});

describe('runExclusive', () => {
  test('lets MSAL write inside without waiting for itself, and others only afterwards', async () => {
    const options = await place();
    const [a, b] = [freshClient(options), freshClient(options)];
    const order: string[] = [];
    let enter!: () => void;
    const entered = new Promise<void>((resolve) => (enter = resolve));

    const inside = a.plugin.runExclusive(async () => {
      enter();
      await Promise.all([
        a.signIn('ada'),
        a.signIn('ben'),
        a.plugin.discovery.set('https://x', {}),
      ]);
      await a.plugin.runExclusive(() => a.signIn('eve'));
      order.push('a');
    });
    await entered;
    const outside = b.plugin.runExclusive(async () =>
      order.push(`b sees ${(await b.names()).length}`),
    );
    await Promise.all([inside, outside]);

    expect(order).toEqual(['a', 'b sees 3']);
    expect(a.failures).toEqual([]);
    expect(await freshClient(options).names()).toEqual(['ada', 'ben', 'eve']);
  });
});

describe('check and describeProtection', () => {
  test('tell before the sign-in what would fail after it', async () => {
    const { home, file, protection } = await place();
    await mkdir(file, { recursive: true });
    await expect(fileCachePlugin({ file, protection }).check()).rejects.toMatchObject({
      errorCode: 'cache_unusable',
      errorMessage: `Cannot use "${file}": it is a folder. Choose another file.`,
    });
    await writeFile(join(home, 'plain'), '');
    const under = fileCachePlugin({ file: join(home, 'plain', 'tokens'), protection });
    await expect(under.check()).rejects.toThrow(/a part of the path is a file, not a folder/);
    expect(() => fileCachePlugin({ file: '', protection })).toThrow(/path of the file is empty/);
    await chmod(home, 0o700);
    await fileCachePlugin({ file: join(home, 'fine'), protection }).check();
    expect(await readdir(home)).toEqual(['cache', 'key', 'plain']);
  });

  test('says how the tokens are kept', async () => {
    const { file, home, protection } = await place();
    expect(await fileCachePlugin({ file, protection }).describeProtection()).toEqual({
      kind: 'encrypted',
      keyProvider: `the file ${join(home, 'key')}`,
      text: `Encrypted with AES-256-GCM; the key is kept in the file ${join(home, 'key')}.`,
    });
    const plain = await fileCachePlugin({ file, protection: 'plaintext' }).describeProtection();
    expect(plain).toMatchObject({
      kind: 'plaintext',
      text: expect.stringMatching(/^Not encrypted: /),
    });
    const keyring = await fileCachePlugin({ file, protection: 'keyring' }).describeProtection();
    expect(keyring).toMatchObject({ kind: 'encrypted', keyProvider: expect.any(String) });
  });
});
