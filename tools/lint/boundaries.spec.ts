import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const allowed = [
  ['apps/one/src/main.ts', `import { a } from '@x/kit';`],
  ['apps/two/src/main.ts', `export { a } from '@x/core';`],
  ['apps/one/src/main.spec.ts', `import { a } from '@x/emulator';`],
  ['apps/one/e2e/served.ts', `import { a } from '@x/emulator';`],
  ['libs/core/src/index.ts', `import { b } from './b.ts'; import { readFile } from 'node:fs';`],
  ['libs/core/src/index.ts', `import { c } from '@azure/msal-node';`],
  ['libs/core/src/a.spec.ts', `import { test } from 'jest';`],
  ['libs/core/src/testing/a.ts', `import { test } from 'jest';`],
  ['libs/core/src/a.spec.ts', `import './testing/a.ts';`],
  ['apps/window/launch/a.ts', `import { build } from 'bundler';`],
  ['libs/shared/src/a.ts', `import { test } from 'jest';`],
  ['libs/kit/src/index.ts', `const open = await import('open');`],
  ['libs/kit/src/index.ts', `const local = (require: string) => require;`],
] as const;

const refused = [
  ['another sample', 'apps/one/src/main.ts', `import '@x/two';`, /must not import layer 'sample'/],
  ['the emulator in a sample', 'apps/two/src/main.ts', `import '@x/emulator';`, /outside tests/],
  ['a library upwards', 'libs/core/src/a.spec.ts', `import '@x/kit';`, /not declared/],
  ['a test dependency in product code', 'apps/one/src/a.ts', `import '@x/emulator';`, /for tests/],
  ['an undeclared npm package', 'libs/kit/src/a.ts', `import 'left-pad';`, /not declared/],
  ['what tests share, in product code', 'libs/kit/src/a.ts', `import 'jest';`, /for tests/],
  ['what only a neighbour declares', 'libs/kit/src/a.ts', `import 'express';`, /not declared/],
  ['express in core', 'libs/core/src/a.ts', `import 'express';`, /not declared/],
  ['a path into a neighbour', 'libs/kit/src/a.ts', `import '../../core/src/b.ts';`, /by path/],
  ['a path out of the project', 'libs/kit/src/a.ts', `import '../../../x.ts';`, /reaches out/],
  ['what packs a window, in it', 'apps/window/src/a.ts', `import 'bundler';`, /for tests/],
  ['what specs share', 'libs/kit/src/a.ts', `import './testing/b.ts';`, /belongs to the tests/],
  ['an absolute path', 'libs/kit/src/a.ts', `import '/etc/x.js';`, /no package name/],
  ['a file URL', 'libs/kit/src/a.ts', `import 'file:///etc/x.js';`, /no package name/],
  ['a builtin without node:', 'libs/kit/src/a.ts', `import 'fs';`, /node:fs/],
  ['a project without a layer', 'libs/untagged/src/a.ts', `import '@x/core';`, /has no layer/],
  ['a re-export', 'apps/two/src/a.ts', `export * from '@x/emulator';`, /outside tests/],
  ['a dynamic import', 'apps/two/src/a.ts', `await import('@x/emulator');`, /outside tests/],
  ['a computed import', 'apps/two/src/a.ts', `const n = 'x'; await import(n);`, /plain string/],
  ['a type import', 'apps/two/src/a.ts', `type A = import('@x/emulator').A;`, /outside tests/],
  ['require', 'apps/two/src/a.cjs', `require('@x/emulator');`, /outside tests/],
  ['require.resolve', 'apps/two/src/a.cjs', `require.resolve('@x/emulator');`, /outside tests/],
  [
    'what createRequire makes',
    'apps/two/src/a.ts',
    `import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); load('@x/emulator');`,
    /outside tests/,
  ],
  [
    'a package that the layer must not know, even when it is declared',
    'libs/other-core/src/a.ts',
    `import 'express';`,
    /^Layer 'core' must not know 'express'\.$/,
  ],
] as const;

/** The name of a file for one case only, with the endings that count. */
const numbered = (file: string, index: number) =>
  file.replace(/(?=\.(?:spec\.)?\w+$)/, `-${index}`);

let root: string;
/** What the linter says of each file. */
let messages: Map<string, string[]>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  write('package.json', {
    workspaces: ['apps/*', 'libs/*', 'tools'],
    devDependencies: { jest: '1' },
  });
  project('libs/core', 'layer:core', { '@azure/msal-node': '7' }, { '@x/emulator': '*' });
  project('libs/other-core', 'layer:core', { express: '5' });
  project('apps/window', 'layer:desktop', {}, { bundler: '1' });
  project('libs/kit', 'layer:kit', { '@x/core': '*', open: '1' });
  project('libs/emulator', 'layer:emulator', { express: '5' });
  project('libs/shared', 'layer:testing', {});
  project('libs/untagged', 'type:lib', { '@x/core': '*' });
  project('apps/one', 'layer:sample', { '@x/kit': '*', '@x/two': '*' }, { '@x/emulator': '*' });
  project('apps/two', 'layer:sample', { '@x/emulator': '*', '@x/core': '*' });
  for (const [index, [file, code]] of allowed.entries()) write(numbered(file, index), code);
  for (const [index, [, file, code]] of refused.entries())
    write(numbered(file, index + allowed.length), code);
  messages = lint();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('allows', () => {
  test.each(allowed.map(([file, code], index) => [file, code, numbered(file, index)]))(
    '%s: %s',
    (_file, _code, path) => {
      expect(messages.get(path)).toBeUndefined();
    },
  );
});

describe('refuses', () => {
  test.each(
    refused.map(
      ([name, file, , why], index) => [name, numbered(file, index + allowed.length), why] as const,
    ),
  )('%s', (_name, path, why) => {
    expect(messages.get(path)).toEqual([expect.stringMatching(why)]);
  });
});

function lint(): Map<string, string[]> {
  write('.oxlintrc.json', {
    jsPlugins: [join(import.meta.dirname, 'boundaries.mjs')],
    categories: { correctness: 'off' },
    rules: { 'entra-flows/boundaries': ['error', { root }] },
  });
  const program = createRequire(import.meta.url).resolve('oxlint/package.json');
  const args = [join(dirname(program), 'bin/oxlint'), '--format=json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; message: string }[];
  };
  const found = new Map<string, string[]>();
  for (const { filename, message } of diagnostics)
    found.set(filename, [...(found.get(filename) ?? []), message]);
  return found;
}

function project(folder: string, tag: string, dependencies: object, devDependencies = {}): void {
  const name = `@x/${folder.split('/')[1]}`;
  write(`${folder}/package.json`, { name, dependencies, devDependencies, nx: { tags: [tag] } });
}

function write(file: string, content: object | string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}
