import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tokenCache } from './token-cache.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'token-cache-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entra = {
  clientId: '00001111-aaaa-2222-bbbb-3333cccc4444',
  authority: 'https://login.microsoftonline.com/contoso.example',
  graph: 'https://graph.microsoft.com/v1.0',
};
const emulator = {
  authority: 'https://localhost:1/t',
  graph: 'https://localhost:1/graph',
  ca: 'CERTIFICATE',
};

async function kindOf(where: Parameters<typeof tokenCache>[0], plaintextCache: boolean) {
  const options = { cache: join(folder, 'tokens'), plaintextCache, verbose: false };
  const { kind } = await (await tokenCache(where, options, 'entra-flows')).describeProtection();
  return kind;
}

test('tokens of Entra are encrypted, unless plain text was asked for', async () => {
  expect(await kindOf(entra, false)).toBe('encrypted');
  expect(await kindOf(entra, true)).toBe('plaintext');
});

(process.platform === 'linux' ? test : test.skip)(
  'a place that was not chosen and cannot hold a cache names the option that chooses another',
  async () => {
    process.env['XDG_DATA_HOME'] = join(folder, 'file');
    try {
      writeFileSync(join(folder, 'file'), '');
      const options = { plaintextCache: true, verbose: false };
      await expect(tokenCache(entra, options, 'entra-flows')).rejects.toThrow(
        'Choose another file. --cache FILE names one.',
      );
    } finally {
      delete process.env['XDG_DATA_HOME'];
    }
  },
);

test('tokens of the emulator, which open nothing, are in plain text', async () => {
  const here = {
    ...entra,
    ...emulator,
    emulator: { ...emulator, file: join(folder, 'endpoints.json') },
  };
  expect(await kindOf(here, false)).toBe('plaintext');
});
