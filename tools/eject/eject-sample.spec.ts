// @long copies samples, over and over
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
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
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { advice } from './advice.mjs';
import { checkFiles } from './check-files.mjs';
import { checkFolder } from './check-folder.mjs';
import { checkSample } from './check-sample.mjs';
import { nextSteps } from './next-steps.mjs';
import { productName } from './product-name.mjs';
import { writeCopy } from './write-copy.mjs';

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
  let place: string;
  const read = (name: string) => readFileSync(join(place, 'My App', name), 'utf8');
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'eject-'));
    home = place;
    expect(eject('cli-device-code', 'My App')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/cd .*'My App'|cd "My App"/),
    });
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('holds the sample, a spec, settings and packages, and no file of a library', () => {
    const files = readdirSync(join(place, 'My App'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    const code = filesOf(join(place, 'My App/src'));
    expect(code).toEqual(expect.arrayContaining(['auth-config.ts', 'main.test.ts', 'main.ts']));
    expect(code.length).toBeLessThanOrEqual(5);
    const lines = code.flatMap((file) => read(`src/${file}`).trimEnd().split('\n'));
    expect(lines.length).toBeLessThanOrEqual(300);
    const others = files.filter((file) => !/\.(ts|tgz)$/.test(file));
    expect(others.sort()).toEqual([
      ...['.gitignore', 'LICENSE', 'README.md', 'package.json', 'tsconfig.json'],
    ]);
    expect(filesOf(place).filter((name) => !name.startsWith('My App'))).toEqual([]);
  });

  test('knows nothing of the workspace that it comes from', () => {
    const files = filesOf(join(place, 'My App'));
    for (const file of files.filter((name) => /\.(ts|json|md)$/.test(name))) {
      const text = read(file);
      expect(text).not.toMatch(/\bnx\b|\.\.\/\.\.\/docs/i);
      expect(text).not.toContain(root);
    }
  });

  test('keeps what it keeps on a machine under a name of its own', () => {
    expect(read('src/auth-config.ts')).toContain("APP_NAME = 'my-app'");
    expect(read('src/main.ts')).toContain("name: 'my-app'");
    expect(JSON.parse(read('package.json'))).toMatchObject({ name: 'my-app' });
  });

  test('depends on exact versions, and on packages that came along', () => {
    const manifest = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    expect(Object.keys(manifest.dependencies)).toEqual([
      ...['@azure/msal-node', '@entra-flows/auth-core', '@entra-flows/sample-kit'],
    ]);
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const vendored = Object.values(all).filter((version) => version.startsWith('file:'));
    for (const version of vendored)
      expect(existsSync(join(place, 'My App', version.slice('file:'.length)))).toBe(true);
    for (const version of Object.values(all).filter((one) => !vendored.includes(one)))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

test('a copy of a sample with an optional part has its package and what that needs', () => {
  expect(eject('cli-broker', 'app').status).toBe(0);
  const text = (name: string) => readFileSync(join(home, 'app', name), 'utf8');
  expect(text('src/main.ts')).toContain("from '@entra-flows/auth-core/broker'");
  // Without its redirect address no broker gives a token, also in a product.
  expect(text('README.md')).toMatch(/BrokerPlugin\/\{client ID\}[^]*## Why the broker is not used/);
  expect(text('README.md')).not.toMatch(/<!--|\]\(\.\.|\n\n\n/);
  expect(filesOf(join(home, 'app')).filter((name) => /stand-in|spec/.test(name))).toEqual([]);
  const manifest = JSON.parse(text('package.json')) as Record<string, object>;
  expect(Object.keys(manifest['optionalDependencies'] ?? {})).toEqual([
    '@azure/msal-node-extensions',
  ]);
  // Without it, npm would want to compile this one.
  expect(manifest['overrides']).toEqual({ keytar: expect.stringContaining('@github/keytar') });
});

test('a copy of a web app has the types of its packages, and a README that is true of it', () => {
  expect(eject('web-auth-code', 'app').status).toBe(0);
  const text = (name: string) => readFileSync(join(home, 'app', name), 'utf8');
  const manifest = JSON.parse(text('package.json')) as Record<string, object>;
  expect(Object.keys(manifest['devDependencies'] ?? {})).toEqual(
    expect.arrayContaining(['@types/express', '@types/express-session']),
  );
  expect(text('README.md')).toContain('`REDIS_URL`');
  expect(text('README.md')).not.toMatch(/keyring|<!--|\]\(\.\./);
});

test.each(['headless-device-code', 'cli-device-code'])(
  'the README of a copy of %s speaks of the key file',
  (sample) => {
    expect(eject(sample, 'app').status).toBe(0);
    expect(readFileSync(join(home, 'app/README.md'), 'utf8')).toMatch(
      /key from the system's keyring .*`--key-file FILE` keeps the key/,
    );
  },
);

describe('refused, with exit code 2 and nothing written', () => {
  const refusal = (words: string) => ({ status: 2, stderr: expect.stringContaining(words) });

  test('is a folder with content, unless forced, and then the rest of it stays', () => {
    mkdirSync(join(home, 'app'));
    writeFileSync(join(home, 'app/mine.txt'), 'mine');
    expect(eject('cli-device-code', 'app')).toMatchObject(refusal('is not empty'));
    symlinkSync(join(home, 'victim'), join(home, 'app/README.md'));
    expect(eject('cli-device-code', 'app', '--force')).toMatchObject(refusal('is a link'));
    expect(filesOf(home).sort()).toEqual(['app', 'app/README.md', 'app/mine.txt']);
    rmSync(join(home, 'app/README.md'));
    expect(eject('cli-device-code', 'app', '--force').status).toBe(0);
    expect(readFileSync(join(home, 'app/mine.txt'), 'utf8')).toBe('mine');
  });

  test('is a folder where a file would go through a link, or take the place of something else', () => {
    const refused = (words: string) =>
      expect(() => checkFiles(home, ['README.md', 'src/main.ts'])).toThrow(words);
    symlinkSync(tmpdir(), join(home, 'src'), 'junction');
    refused('is a link');
    rmSync(join(home, 'src'));
    writeFileSync(join(home, 'src'), '');
    refused('is in the place of a folder');
    mkdirSync(join(home, 'README.md'));
    refused('is in the place of a file');
  });

  test('is a file, and a link that leads nowhere', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => checkFolder(root, join(home, 'file'), true)).toThrow('is a file');
    symlinkSync(join(home, 'nowhere'), join(home, 'app'), 'junction');
    expect(() => checkFolder(root, join(home, 'app'), true)).toThrow('leads nowhere; remove it');
  });

  test('is a sample that is none', () => {
    for (const name of ['identity-emulator', '../libs/auth-core', 'nobody'])
      expect(() => checkSample(root, name)).toThrow(`There is no sample "${name}"`);
    expect(eject('nobody', 'app')).toMatchObject(refusal('Samples: '));
    expect(existsSync(join(home, 'app'))).toBe(false);
  });

  test('is a sample that is copied by hand, as its README says', () => {
    for (const name of ['electron-interactive', 'spa-auth-code']) {
      const readme = `apps/${name}/README.md`;
      const words = new RegExp(`^"${name}" is not copied by this command.*"Copy it" in ${readme}`);
      expect(eject(name, 'app')).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(words),
      });
      expect(readFileSync(join(root, readme), 'utf8')).toContain('\n## Copy it\n');
    }
    expect(existsSync(join(home, 'app'))).toBe(false);
  });

  test('is a place in the workspace, by its path or through a link', () => {
    symlinkSync(root, join(home, 'link'), 'junction');
    const places = ['apps/new', '..new', '...'].map((name) => join(root, name));
    for (const place of [root, ...places, join(home, 'link/apps/new')])
      expect(() => checkFolder(root, place, true)).toThrow('inside the workspace');
    expect(() => checkFolder(root, join(root, '../..eject'), false)).not.toThrow();
  });

  test('is a line without folder, with too much, or with an unknown option', () => {
    for (const args of [[], ['', 'app'], ['a', 'b', 'c'], ['--what']])
      expect(eject(...args)).toMatchObject(refusal('Usage: node tools/eject-sample.mjs'));
  });
});

describe('a copy that cannot be written', () => {
  test('is no copy at all, and leaves nothing beside it', () => {
    const texts = new Map([
      ['a', ''],
      ['a/b', 'a is no folder'],
    ]);
    expect(() => writeCopy(join(home, 'app'), texts)).toThrow(/EEXIST|ENOTDIR/);
    expect(filesOf(home)).toEqual([]);
  });

  test('has advice that fits', () => {
    writeFileSync(join(home, 'file'), '');
    symlinkSync(join(home, 'loop'), join(home, 'loop'), 'junction');
    const { status, stderr } = eject('cli-device-code', 'file/app');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The copy was not finished: .* A part of the path is a file/);
    for (const [folder, words] of [
      ['loop/app', 'lead in a circle'],
      ['x'.repeat(300), 'Choose a shorter one'],
    ] as const)
      expect(adviceOn(() => writeCopy(join(home, folder), new Map()))).toContain(words);
  });
});

function adviceOn(work: () => void): string {
  try {
    work();
    return 'it went well';
  } catch (error) {
    return advice(error as NodeJS.ErrnoException);
  }
}

test('a file with a second name elsewhere is replaced, and the other one stays as it is', () => {
  writeFileSync(join(home, 'other'), 'mine');
  mkdirSync(join(home, 'app'));
  linkSync(join(home, 'other'), join(home, 'app/README.md'));
  writeCopy(join(home, 'app'), new Map([['README.md', 'new']]));
  expect(readFileSync(join(home, 'other'), 'utf8')).toBe('mine');
  expect(readFileSync(join(home, 'app/README.md'), 'utf8')).toBe('new');
});

test.each<[string, NodeJS.Platform, string]>([
  ['../my-app', 'linux', 'cd ../my-app'],
  ['my app', 'linux', "cd -- 'my app'"],
  ['-p', 'linux', "cd -- '-p'"],
  ["it's $(x)", 'linux', `cd -- 'it'\\''s $(x)'`],
  ['a\u001B[2Jb\n', 'linux', "cd -- 'a[2Jb'"],
  ['C:\\my app', 'win32', 'cd "C:\\my app"'],
])('the folder %j is gone to with what a shell takes as one name', (folder, platform, line) => {
  expect(nextSteps(folder, platform).split('\n')[0]).toBe(`  ${line}`);
});

test.each([
  ['../My App', 'my-app'],
  ['a/._x_.', 'x'],
  ['앱', 'cli-device-code'],
  ['node_modules', 'cli-device-code'],
])('the copy in %s is called %s', (folder, name) => {
  expect(productName(folder, 'cli-device-code')).toBe(name);
});
