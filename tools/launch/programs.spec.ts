import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freshBundle, nodeFlags, programOf } from './programs.mjs';

let root: string;
let entry: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'program-'));
  write('node_modules/.package-lock.json', '{}');
  write('tools/launch/programs.mjs', '');
  write('apps/a/package.json', '{}');
  write('libs/b/package.json', '{}');
  write('libs/b/src/b.ts', `export const word: string = 'first';`);
  entry = write('apps/a/src/main.ts', `import { word } from '../../../libs/b/src/b.ts';`, say);
});
afterEach(() => rmSync(root, { recursive: true }));

const say = 'console.log(word);';
/** Older than any build, and always the same: only the content can tell that a file has changed. */
const longAgo = new Date('2020-01-01');

function write(file: string, ...lines: string[]): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.join('\n'));
  utimesSync(path, longAgo, longAgo);
  return path;
}

const said = (program: string[]) => execFileSync(process.execPath, program).toString().trim();

test('what starts often is started from bundles, and not from hundreds of sources', async () => {
  const workspace = join(import.meta.dirname, '../..');
  const programs = Object.entries({
    'apps/cli-device-code/src/main.ts': 'apps/cli-device-code/dist/main.mjs',
    'apps/identity-emulator/src/server.ts': 'apps/identity-emulator/dist/server.mjs',
    'tools/build/src/record-code.ts': 'tools/build/dist/record-code.mjs',
  });
  for (const [source, bundle] of programs)
    expect(await programOf(join(workspace, source))).toEqual([join(workspace, bundle)]);
});

describe('a program of the workspace', () => {
  test('runs from a bundle, which stays while nothing changes', async () => {
    const bundle = await freshBundle(entry, root);
    expect(said([bundle])).toBe('first');
    write('apps/a/dist/main.mjs', readFileSync(bundle, 'utf8').replace('"first"', '"kept"'));
    expect(said(await programOf(entry, root))).toBe('kept');
  });

  test.each([
    ['a source', 'libs/b/src/b.ts', `export const word: string = 'other';`, 'other'],
    ['a package.json', 'libs/b/package.json', '{"type":"module"}', 'first'],
    ['what is installed', 'node_modules/.package-lock.json', '{"a":1}', 'first'],
    ['the bundle itself, by damage', 'apps/a/dist/main.mjs', '//{"files":[', 'first'],
  ])('gets a new bundle when %s has changed', async (_name, file, content, expected) => {
    const bundle = await freshBundle(entry, root);
    write('apps/a/dist/main.mjs', readFileSync(bundle, 'utf8').replace('"first"', '"stale"'));
    write(file, content);
    expect(said(await programOf(entry, root))).toBe(expected);
  });

  test.each([
    ['does not parse', 'export const word = ;'],
    ['asks where it lies', 'export const word = import.meta.dirname;'],
  ])('runs from its sources when one of them %s', async (_name, content) => {
    write('libs/b/src/b.ts', content);
    expect(await programOf(entry, root)).toEqual([...nodeFlags, entry]);
  });

  test('runs from a bundle when a source only looks for a package', async () => {
    write(
      'libs/b/src/b.ts',
      `import { createRequire } from 'node:module';
       export const word = createRequire(import.meta.url).resolve('node:fs');`,
    );
    expect(await programOf(entry, root)).toEqual([join(root, 'apps/a/dist/main.mjs')]);
  });

  test('runs from its sources when one of them is saved while the bundle is made', async () => {
    const future = new Date(Date.now() + 60_000);
    utimesSync(entry, future, future);
    expect(await programOf(entry, root)).toEqual([...nodeFlags, entry]);
  });

  test('gets both of two bundles that are made at once', async () => {
    const other = write('apps/a/src/other.ts', `console.log('other');`);
    const programs = await Promise.all([programOf(entry, root), programOf(other, root)]);
    expect(programs.map(said)).toEqual(['first', 'other']);
  });
});
