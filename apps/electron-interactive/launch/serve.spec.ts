// @long starts the launcher in every way; first-run-in-stand-in.spec.ts starts the app
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findElectron } from './find-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in the place of Electron's, which says how it was started. */
function programIn(exitCode: number): NodeJS.ProcessEnv {
  const file = join(folder, 'electron');
  writeFileSync(file, `#!/bin/sh\necho "$@"\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return { ELECTRON_OVERRIDE_DIST_PATH: folder };
}

function serve(args: string[], env: NodeJS.ProcessEnv = {}) {
  const node = ['--conditions=source', '--import', import.meta.resolve('tsx')];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, join(import.meta.dirname, 'serve.ts'), ...args],
    { env: { ...process.env, LANG: 'C.UTF-8', ...env }, encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
}

const isThere = findElectron({}).program !== undefined;
// Where Electron is, nothing is missing; the end-to-end test starts it then.
(isThere ? describe.skip : describe)('without Electron’s program', () => {
  test('says where it was looked for and how to get it, and ends with 1', () => {
    const { code, out, err } = serve([], { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('/nowhere/electron');
    expect(err).toMatch(/npx install-electron[^]*ELECTRON_MIRROR=[^]*ELECTRON_OVERRIDE_DIST_PATH=/);
    expect(err).not.toMatch(/^\s+at /m);
    // Where this Node.js is too old for Electron's own tools, it says so.
    const isOld = parseInt(process.versions.node, 10) < 22;
    expect(err.includes('with Node.js 22.12 or later')).toBe(isOld);
  });
});

test('a program that cannot be started, or that crashes, is one message', () => {
  const env = programIn(0);
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\nkill -SEGV $$\n');
  expect(serve([], env)).toMatchObject({ code: 1, err: expect.stringContaining('by SIGSEGV') });
  chmodSync(join(folder, 'electron'), 0o644);
  const { code, err } = serve([], env);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^✕ .+electron cannot be started \(EACCES\)/),
  ]);
});

test('passes its options on, and ends as the app does', () => {
  const { code, out } = serve(['--custom-scheme', '--user-data', folder], programIn(3));
  expect(code).toBe(3);
  expect(out).toContain(`--custom-scheme --user-data-dir=${folder} `);
  expect(out.trim()).toMatch(/electron-interactive$/);
});

test('takes every option of the README, and --help has them', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const names = [...readme.matchAll(/^\| `(--[a-z-]+)( [A-Z]+)?` +\|/gm)].map(([, name]) => name!);
  expect(names).toContain('--no-broker');
  expect(serve(['--help']).out.match(/^  --(?!help)[a-z-]+/gm)).toEqual(
    names.map((name) => `  ${name}`),
  );
  const switches = names.filter((name) => !['--user-data', '--lang'].includes(name));
  expect(serve(switches, programIn(0)).out).toContain(switches.join(' '));
});

test('--lang is that of the terminal and of the window', () => {
  const file = join(folder, 'electron');
  writeFileSync(file, '#!/bin/sh\necho "$LC_ALL"\n');
  chmodSync(file, 0o755);
  expect(serve(['--lang', 'ko'], { ELECTRON_OVERRIDE_DIST_PATH: folder }).out).toBe('ko\n');
  expect(serve(['--lang', 'ko', '--nonsense'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^✕ '--nonsense' 옵션은 없습니다\.\n/),
  });
  expect(serve(['--lang', 'fr'])).toMatchObject({
    code: 2,
    err: '✕ --lang fr is none of: en, ko.\n',
  });
});

test('--help is for users, and a mistake is said in one line', () => {
  const help = serve(['--help']);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
  expect(help).toMatchSnapshot('help');
  const wrong = serve(['--nonsense']);
  expect(wrong.code).toBe(2);
  expect(wrong.err.trim().split('\n')).toHaveLength(2);
  expect(wrong).toMatchSnapshot('wrong usage');
});

test.each([
  ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ['win32', 'electron.exe'],
  ['linux', 'electron'],
] as const)('%s has it as %s', (platform, name) => {
  const { tried } = findElectron({ ELECTRON_OVERRIDE_DIST_PATH: '/a' }, platform);
  expect(tried[0]).toBe(join('/a', name));
});
