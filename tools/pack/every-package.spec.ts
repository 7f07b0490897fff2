// @long auth-core-package.spec.ts shows most of it with one package
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { filesUnder } from '../setup/spec-files.mjs';
import { makeTarballs } from './make-tarballs.mjs';
import { packageOfTarball } from './package-of-tarball.mjs';
import { workspaceSettings } from './package-settings.mjs';
import { copyProgram } from './install/copy-program.ts';
import { newPackage } from './install/new-package.ts';
import { writeExamples } from './install/readme-examples.ts';
import { typeFaults } from './install/type-faults.ts';

// Installs packages for real: it needs npm's cache, or the registry. Compilers and installs take their time.
jest.setTimeout(120_000);

const libraries = [
  ...['auth-core', 'auth-federation', 'token-cache-redis', 'sample-kit', 'identity-emulator'],
];
const root = join(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const run = promisify(execFile);
const shell = process.platform === 'win32';
const { scope } = workspaceSettings();
let tarballs: string[];
let folder: string;

beforeAll(async () => {
  tarballs = makeTarballs(libraries);
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  await newPackage(folder, tarballs, {
    ...{ '@types/node': '20.19.43', vitest: '4.1.12' },
  });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(libraries)('%s', (library) => {
  const tarball = () => tarballs[libraries.indexOf(library)] ?? '';
  const name = `${scope}/${library}`;
  const installed = (file: string) =>
    readFileSync(join(folder, 'node_modules', name, file), 'utf8');

  test('has nothing that publint or Are the types wrong? would mend', async () => {
    const publint = join(modules, 'publint/src/cli.js');
    const attw = join(modules, '@arethetypeswrong/cli/dist/index.js');
    await run(process.execPath, [publint, 'run', tarball(), '--strict']);
    await run(process.execPath, [attw, tarball(), '--profile', 'node16']);
  }, 120_000);

  test('holds what is built and four files beside it, no source, and no link that leads nowhere', () => {
    const place = join(folder, 'node_modules', name);
    const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(place, file)).isFile(),
    );
    const others = files.filter((file) => !/^dist\/.*\.(c?js(\.map)?|d\.c?ts)$/.test(file));
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    for (const map of files.filter((file) => file.endsWith('.map')))
      expect(JSON.parse(installed(map))).not.toHaveProperty('sourcesContent');
    for (const document of ['README.md', 'CHANGELOG.md'])
      expect(installed(document).replaceAll(/```.*?```/gs, '')).not.toMatch(/\]\((?!https?:|#)/);
    expect(packageOfTarball(tarball())).toMatchObject({ sideEffects: false, engines: {} });
    expect(installed('package.json')).not.toMatch(/"source"|"devDependencies"|"private"/);
  });

  test('exports the same by import and by require', async () => {
    const program = copyProgram(join(import.meta.dirname, 'fixtures/exports-alike.mjs'), folder);
    const { stdout } = await run(process.execPath, [program, name]);
    const entries = Object.keys(packageOfTarball(tarball()).exports).filter(
      (entry) => !entry.endsWith('.json'),
    );
    expect(stdout.trim().split('\n')).toEqual(entries.map((entry) => name + entry.slice(1)));
  });

  test('comes with auth-core beside it, not inside it', () => {
    const authCore = `${scope}/auth-core`;
    const expected = ['auth-core', 'identity-emulator'].includes(library)
      ? expect.not.objectContaining({ [authCore]: expect.anything() })
      : expect.objectContaining({ [authCore]: expect.stringMatching(/^\^\d/) });
    const { dependencies = {}, peerDependencies = {} } = packageOfTarball(tarball());
    expect(peerDependencies).toEqual(expected);
    expect(Object.keys(dependencies).filter((one) => one.startsWith(scope))).toEqual([]);
  });

  test('depends on what its code or its types import, and on nothing else', async () => {
    const { stdout } = await run('tar', ['-xzOf', tarball(), 'package/dist'], {
      maxBuffer: 50_000_000,
    });
    const imported = [...stdout.matchAll(/(?:from|import\(|require\() ?["']([^"'.][^"']*)["']/g)]
      .map(([, path = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '')
      .filter((one) => !one.startsWith('node:'));
    const { dependencies, optionalDependencies, peerDependencies } = packageOfTarball(tarball());
    const declared = { ...dependencies, ...optionalDependencies, ...peerDependencies };
    expect([...new Set(imported)].sort()).toEqual(
      expect.arrayContaining(Object.keys(dependencies ?? {})),
    );
    expect([...new Set(imported)].filter((one) => !(one in declared))).toEqual([]);
  });

  test('could be published', async () => {
    await using registry = await emptyRegistry();
    const args = ['publish', tarball(), '--dry-run', '--json', '--registry', registry.url];
    const { stdout } = await run('npm', args, { cwd: folder, shell });
    const { version } = packageOfTarball(tarball());
    expect(stdout).toContain(`"id": "${name}@${version}"`);
  });
});

test.each([
  // That of this workspace, as Jest alone would be half of the install.
  ['sign-in.test.js', join(modules, 'jest/bin/jest.js'), /1 passed, 1 total/],
  ['device-code.test.ts', 'node_modules/vitest/vitest.mjs', /2 passed/],
  ['refresh.test.mjs', undefined, /^# pass 1$/m],
])(
  'the emulator runs in a test runner: %s',
  async (example, runner, passed) => {
    expect(writeExamples(folder, 'identity-emulator')).toContain(example);
    const start = runner ? [resolve(folder, runner)] : ['--test'];
    const only = runner?.includes('vitest') ? ['run', example] : [example];
    const env = { ...process.env, FORCE_COLOR: '0', CI: '1' };
    const options = { cwd: folder, env, timeout: 50_000 };
    const { stdout, stderr } = await run(process.execPath, [...start, ...only], options);
    expect(stdout + stderr).toMatch(passed);
  },
  60_000,
);

/** Knows no package, so that no version is taken. */
async function emptyRegistry() {
  const server = createServer((_, response) => response.writeHead(404).end('{}'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = async () => void server.close().closeAllConnections();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, [Symbol.asyncDispose]: close };
}

// The matrix asks TypeScript 5.9 and 6 as well, with each resolution.
test('the types of all of them hold for TypeScript 7, nodenext', async () => {
  const uses = libraries.map(
    (library, at) =>
      `import * as p${at} from '@entra-flows/${library}';\n// @ts-expect-error: not any\np${at}.none;\n`,
  );
  const compiler = join(modules, '@typescript/native/bin/tsc');
  expect(await typeFaults(folder, compiler, 'nodenext', uses.join(''))).toEqual([]);
}, 60_000);

test.each([
  ['auth-federation', "declare const client: import('@azure/msal-node').PublicClientApplication;"],
  [
    'token-cache-redis',
    `declare const key: Buffer, clientId: string, authority: string, scopes: string[];
    declare const request: import('@azure/msal-node').AuthorizationCodeRequest;
    declare const askUser: import('@entra-flows/auth-core').AskUser;`,
  ],
  ['sample-kit', ''],
])(
  'the examples of %s pass the types, with what their program has of its own',
  async (library, own) => {
    const readme = readFileSync(join(root, 'libs', library, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);
    expect(examples).not.toEqual([]);
    const compiler = join(modules, '@typescript/native/bin/tsc');
    const text = [...examples, own].join('\n');
    expect(await typeFaults(folder, compiler, 'nodenext', text, undefined, ['use.mts'])).toEqual(
      [],
    );
  },
);

test.each([
  ['7', '@typescript/native/bin/tsc', 'bundler'],
  ['6', 'typescript/bin/tsc6', 'node16'],
] as const)('… for TypeScript %s, %s, %s', async (_version, compiler, resolution) => {
  const text = `import { acquireToken } from '@entra-flows/auth-core';
    // @ts-expect-error: not any
    acquireToken({}, {});`;
  expect(await typeFaults(folder, join(modules, compiler), resolution, text)).toEqual([]);
});

test('another scope is one setting: the package, its imports, types and README have it', async () => {
  const place = mkdtempSync(join(tmpdir(), 'scope-'));
  const pack = ['--import', 'tsx', 'tools/pack/pack-library.ts', 'libs/sample-kit'];
  await run(process.execPath, [...pack, '--scope', '@acme', '--to', place], { cwd: root });
  const { version } = packageOfTarball(tarballs[0] ?? '');
  const tarball = join(place, `acme-sample-kit-${version}.tgz`);
  expect(packageOfTarball(tarball)).toMatchObject({
    name: '@acme/sample-kit',
    peerDependencies: { '@acme/auth-core': `^${version}` },
  });
  const { stdout } = await run('tar', ['-xzOf', tarball], { maxBuffer: 10_000_000 });
  expect(stdout).toMatch(/import .* from '@acme\/auth-core'/);
  expect(stdout).toContain("require('@acme/auth-core')");
  expect(stdout).not.toMatch(/(from|require\(|import\() ?'@entra-flows/);
  rmSync(place, { recursive: true, force: true });
}, 120_000);

test('npm version raises all packages of the workspace at once', async () => {
  const place = mkdtempSync(join(tmpdir(), 'version-'));
  const manifests = ['package.json', 'tools/package.json'].concat(
    ['apps', 'libs'].flatMap((group) =>
      filesUnder(join(root, group), 'package.json').map((file) => file.slice(root.length + 1)),
    ),
  );
  for (const file of [...manifests, 'package-lock.json'])
    cpSync(join(root, file), join(place, file), { recursive: true });
  const args = ['version', '9.8.7', '--workspaces', '--include-workspace-root'];
  await run('npm', [...args, '--no-git-tag-version', '--workspaces-update=false'], {
    cwd: place,
    shell,
  });
  const versions = manifests.map(
    (file) => (JSON.parse(readFileSync(join(place, file), 'utf8')) as { version: string }).version,
  );
  expect(new Set(versions)).toEqual(new Set(['9.8.7']));
  rmSync(place, { recursive: true, force: true });
}, 60_000);
