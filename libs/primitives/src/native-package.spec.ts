import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  ['esm', { 'typeof __filename': '"string"' }],
] as const)(
  'a bundle (%s, %j) finds a package beside it, and says what is missing',
  async (format, replaced) => {
    const outfile = join(folder, format === 'cjs' ? 'bundle.cjs' : 'bundle.mjs');
    let source = readFileSync(join(import.meta.dirname, 'native-package.ts'), 'utf8');
    for (const [text, by] of Object.entries(replaced)) source = source.replaceAll(text, by);
    const contents = `${source}
    console.log((requireNative('native') as { word: string }).word);
    try { requireNative('absent'); } catch (error) { console.log((error as { code: string }).code); }`;
    const stdin = { contents, loader: 'ts', resolveDir: folder } as const;
    await build({ stdin, outfile, format, logLevel: 'silent', bundle: true, platform: 'node' });
    const said = execFileSync(process.execPath, [outfile], { encoding: 'utf8' });
    expect(said).toBe('found\nMODULE_NOT_FOUND\n');
  },
);
