import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'native-package-'));
  mkdirSync(join(folder, 'node_modules/native'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/native/index.js'), `exports.word = 'found';`);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['cjs', {}],
  ['esm', {}],
  // As webpack does.
  ['cjs', { 'import.meta.url': '"file:///where/it/was/built.js"' }],
] as const)(
  'a bundle (%s, %j) finds a package beside it, and says what is missing',
  async (format, define) => {
    const outfile = join(folder, format === 'cjs' ? 'bundle.cjs' : 'bundle.mjs');
    const contents = `import { requireNative } from '${join(import.meta.dirname, 'native-package.ts')}';
    console.log(requireNative('native').word);
    try { requireNative('absent'); } catch (error) { console.log(error.code); }`;
    const stdin = { contents, resolveDir: folder };
    const logLevel = 'silent';
    await build({ stdin, outfile, format, define, logLevel, bundle: true, platform: 'node' });
    const said = execFileSync(process.execPath, [outfile], { encoding: 'utf8' });
    expect(said).toBe('found\nMODULE_NOT_FOUND\n');
  },
);
