import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'eject-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function eject(...args: string[]) {
  const program = join(root, 'tools/eject-sample.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: home,
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/^\s+at /m);
  return { status, stdout, stderr };
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );

describe('a copy', () => {
  test('holds the sample, what it reaches, and no specs, test programs or other flows', () => {
    expect(eject('cli-device-code', 'app').status).toBe(0);
    const files = filesOf(join(home, 'app'));
    expect(files).toEqual(
      expect.arrayContaining([
        ...['src/main.ts', 'src/auth-config.ts', 'src/auth-core/index.ts'],
        ...['src/auth-core/network/tunnel-agent.ts', 'src/sample-kit/run-sample.ts'],
        ...['package.json', 'tsconfig.json', 'README.md', 'LICENSE', '.gitignore'],
      ]),
    );
    expect(files.filter((file) => /spec|testing|poll-device-code|credential/.test(file))).toEqual(
      [],
    );
  });

  test('knows nothing of the workspace that it comes from', () => {
    eject('cli-device-code', 'app');
    const folder = join(home, 'app');
    for (const file of filesOf(folder).filter((name) => /\.(ts|json|md)$/.test(name))) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).not.toMatch(/\bnx\b|from '@entra-flows|\.\.\/\.\.\/docs/i);
      expect(text).not.toContain(root);
    }
  });

  test('depends on exact versions, and only optionally on the keyring', () => {
    eject('cli-device-code', 'app');
    const manifest = JSON.parse(readFileSync(join(home, 'app/package.json'), 'utf8')) as Record<
      'dependencies' | 'optionalDependencies' | 'devDependencies',
      Record<string, string>
    >;
    expect(Object.keys(manifest.dependencies)).toContain('@azure/msal-node');
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['@napi-rs/keyring']);
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const version of Object.values(all)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('refused, with exit code 2 and nothing written', () => {
  test('is a folder with content, unless forced, and then the rest of it stays', () => {
    mkdirSync(join(home, 'app'));
    writeFileSync(join(home, 'app/mine.txt'), 'mine');
    expect(eject('cli-device-code', 'app')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not empty'),
    });
    expect(filesOf(join(home, 'app'))).toEqual(['mine.txt']);
    expect(eject('cli-device-code', 'app', '--force').status).toBe(0);
    expect(readFileSync(join(home, 'app/mine.txt'), 'utf8')).toBe('mine');
  });

  test('is a file', () => {
    writeFileSync(join(home, 'app'), '');
    expect(eject('cli-device-code', 'app', '--force')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a file'),
    });
  });

  test.each(['identity-emulator', '../libs/auth-core', 'nobody', ''])(
    'is the sample "%s"',
    (name) => {
      expect(eject(name, 'app').status).toBe(2);
      expect(existsSync(join(home, 'app'))).toBe(false);
    },
  );

  test('is a place in the workspace, by its path or through a link', () => {
    symlinkSync(root, join(home, 'link'), 'junction');
    for (const place of [root, join(root, 'apps/new'), join('link', 'apps', 'new')]) {
      expect(eject('cli-device-code', place, '--force')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('inside the workspace'),
      });
    }
    expect(existsSync(join(root, 'apps/new'))).toBe(false);
  });

  test('is a line without folder, with too much, or with an unknown option', () => {
    for (const args of [[], ['cli-device-code'], ['a', 'b', 'c'], ['--what']]) {
      expect(eject(...args)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('Usage: node tools/eject-sample.mjs'),
      });
    }
  });
});

test('--help says how to use it', () => {
  expect(eject('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('SAMPLE FOLDER'),
  });
});
