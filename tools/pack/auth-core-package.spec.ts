import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build, transformSync } from 'esbuild';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { makeTarballs, packedTarballs } from './make-tarballs.mjs';
import { workspaceSettings } from './package-settings.mjs';
import { copyProgram } from './install/copy-program.ts';
import { linkedPackage } from './install/new-package.ts';
import { typeFaults } from './install/type-faults.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const compiler = join(modules, '@typescript/native/bin/tsc');
const typeRoots = [join(modules, '@types')];
const run = promisify(execFile);
const { scope } = workspaceSettings();
let tarball: string;
let folder: string;

beforeAll(() => {
  // `nx test tools` has packed before.
  const tarballs =
    process.env['NX_TASK_TARGET_PROJECT'] === 'tools' ? packedTarballs : makeTarballs;
  const both = tarballs(['auth-core', 'identity-emulator']);
  [tarball = ''] = both;
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  linkedPackage(folder, both);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (file: string) =>
  readFileSync(join(folder, 'node_modules', scope, 'auth-core', file), 'utf8');

describe('the tarball', () => {
  test('holds what is built, README, licence and changelog, in 300 KB at most', async () => {
    expect(statSync(tarball).size).toBeLessThan(300_000);
    const { stdout } = await run('tar', ['-tzf', tarball]);
    const files = stdout.trim().split('\n');
    const others = files.filter((file) => !/\/dist\/.*\.(c?js(\.map)?|d\.c?ts)$/.test(file));
    expect(others.sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].map((file) => `package/${file}`),
    );
  });

  test('needs MSAL Node alone, and names no source', () => {
    const manifest = JSON.parse(installed('package.json')) as Record<string, object>;
    expect(manifest).toMatchObject({
      dependencies: { '@azure/msal-node': expect.stringMatching(/^~\d+\.\d+\.\d+$/) },
      sideEffects: false,
      engines: { node: expect.any(String) },
    });
    expect(Object.keys(manifest['dependencies'] ?? {})).toHaveLength(1);
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(JSON.stringify(manifest)).not.toMatch(/"source"|src\/|testing/);
    const map = JSON.parse(installed('dist/broker.js.map')) as { sources: string[] };
    expect(map).not.toHaveProperty('sourcesContent');
    expect(map.sources).toContain('../src/broker/load-broker.ts');
  });
});

test('its ES modules and its CommonJS work on one client in one program', async () => {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  await emulator.control.user({
    does: 'approve',
    as: 'adele@contoso.example',
    afterMs: 200,
  });
  const { clientId, authority, ca } = emulator;
  const program = copyProgram(join(import.meta.dirname, 'fixtures/both-builds.mjs'), folder);
  const { stdout } = await run(process.execPath, [program], {
    env: { ...process.env, EMULATOR: JSON.stringify({ clientId, authority, ca }) },
  });
  expect(JSON.parse(stdout)).toEqual({
    twoCopies: true,
    askedOnce: true,
    polled: true,
    fromCache: [false, true],
    error: [true, true],
  });
});

test('a bundler takes it without a setting, with its native packages installed', async () => {
  const contents = `import { chooseFlow } from '@entra-flows/auth-core';
    import { loadBroker } from '@entra-flows/auth-core/broker';
    console.log(typeof chooseFlow, typeof loadBroker);`;
  const stdin = { contents, resolveDir: folder };
  const outfile = join(folder, 'bundle.cjs');
  await build({ stdin, outfile, bundle: true, platform: 'node', logLevel: 'silent' });
  expect((await run(process.execPath, [outfile])).stdout).toBe('function function\n');
});

test("the README's examples run in an empty folder, one after the other", async () => {
  const readme = installed('README.md');
  const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);
  expect(examples.length).toBeGreaterThan(8);
  const program = join(folder, 'readme.mjs');
  const text = examples.join('\n');
  expect(await typeFaults(folder, compiler, 'nodenext', text, typeRoots, ['use.mts'])).toEqual([]);
  writeFileSync(program, transformSync(text, { loader: 'ts', format: 'esm' }).code);
  // Nx asks its tasks for colours.
  const env = { ...process.env, HOME: folder, FORCE_COLOR: '0' };
  const args = [...permissionModel(), program];
  const { stdout } = await run(process.execPath, args, { cwd: folder, env, timeout: 50_000 });
  for (const line of [
    'adele@contoso.example false true',
    '200 Adele Vance',
    'Encrypted with AES-256-GCM',
    'adele@contoso.example 1',
    'AADSTS50059 config.tenant false false',
    'silent cache',
  ])
    expect(stdout).toContain(line);
  expect(stdout).not.toContain('api-call undefined');
}, 60_000);

/** With it a program reaches what it is given alone: its own folders, and no file of the system. */
function permissionModel(): string[] {
  const known = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag);
  return [
    ...['--permission', '--experimental-permission'].filter(known).slice(0, 1),
    ...['--allow-net'].filter(known),
    ...[realpathSync(tmpdir()), modules, join(modules, '../libs')].map(
      (place) => `--allow-fs-read=${join(place, '*')}`,
    ),
    `--allow-fs-write=${join(realpathSync(tmpdir()), '*')}`,
  ];
}

const USE = `
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken, AuthCoreError, type Diagnosis, publicClientConfiguration,
} from '@entra-flows/auth-core';
import { classifyAuthError } from '@entra-flows/auth-core/classify-auth-error';
import { loadBroker } from '@entra-flows/auth-core/broker';
export const client = new PublicClientApplication(
  publicClientConfiguration({ clientId: 'id', authority: 'https://a.example/t' }),
);
export const token = acquireToken(client, { scopes: ['User.Read'] }, () => Promise.resolve(null));
export const text: Promise<string> = token.then(({ accessToken }) => accessToken);
export const diagnosis: Diagnosis = classifyAuthError(new AuthCoreError('no_flow', ''));
export const load: (...options: Parameters<typeof loadBroker>) => unknown = loadBroker;
// @ts-expect-error: not any
acquireToken(client, {});
`;

test('its types hold for TypeScript 7, nodenext', async () => {
  expect(await typeFaults(folder, compiler, 'nodenext', USE, typeRoots)).toEqual([]);
});

test('its functions take the client of another version of MSAL Node', async () => {
  const other = 'msal-node-7.2.1';
  symlinkSync(join(modules, other), join(folder, 'node_modules', other), 'junction');
  const text = `
import { PublicClientApplication } from '${other}';
import * as core from '@entra-flows/auth-core';
import { acquireTokenByBroker, whyNoBroker } from '@entra-flows/auth-core/broker';
export const client = new PublicClientApplication(
  core.publicClientConfiguration({
    ...{ clientId: 'id', authority: 'https://a.example/t' },
    cache: core.fileCachePlugin({ file: 'tokens', protection: 'plaintext' }),
  }),
);
const scopes = ['User.Read'];
export const uses = [
  core.acquireToken(client, { scopes }, (request) =>
    client.acquireTokenByDeviceCode({ ...request, deviceCodeCallback: () => {} }),
  ),
  core.acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => {} }),
  core.acquireTokenInteractive(client, { scopes, openBrowser: () => {} }),
  core.acquireTokenByAssertion(client, { scopes, assertion: '', samlVersion: '2.0' }),
  core.startDeviceCode(client, { scopes }).then((flow) => core.pollDeviceCode(client, flow)),
  core.listAccounts(client).then(([account]) => core.signOut(client, account && { account })),
  core.listCachedTokens(client),
  core.toTokenCredential(client, () => client.acquireTokenSilent({ scopes, account: null! })),
  core.toFetch(client, { allowedOrigins: [] }),
  core.clientNetwork(client),
  acquireTokenByBroker(client, { scopes }),
  whyNoBroker(client),
];
`;
  expect(await typeFaults(folder, compiler, 'nodenext', text, typeRoots, ['use.mts'])).toEqual([]);
});
