import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { makeTarballs } from './make-tarballs.mjs';
import { newPackage } from './testing/new-package.ts';

// Installs a package for real: it needs npm's cache, or the registry.

const modules = join(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);
let tarball: string;
let folder: string;

beforeAll(async () => {
  [tarball = ''] = makeTarballs(['auth-core']);
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  await newPackage(folder, [tarball]);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (file: string) =>
  readFileSync(join(folder, 'node_modules/@entra-flows/auth-core', file), 'utf8');

describe('the tarball', () => {
  test('holds what is built, README and licence, in 300 KB at most', async () => {
    expect(statSync(tarball).size).toBeLessThan(300_000);
    const { stdout } = await run('tar', ['-tzf', tarball]);
    const files = stdout.trim().split('\n');
    const others = files.filter((file) => !/\/dist\/.*\.(c?js(\.map)?|d\.c?ts)$/.test(file));
    expect(others.sort()).toEqual(
      ['LICENSE', 'README.md', 'package.json'].map((file) => `package/${file}`),
    );
  });

  test('needs MSAL Node alone, and names no source', () => {
    const manifest = JSON.parse(installed('package.json')) as Record<string, object>;
    expect(manifest).toMatchObject({
      dependencies: { '@azure/msal-node': expect.anything() },
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

  test('has nothing that publint or Are the types wrong? would mend', async () => {
    const publint = join(modules, 'publint/src/cli.js');
    const attw = join(modules, '@arethetypeswrong/cli/dist/index.js');
    await run(process.execPath, [publint, 'run', tarball, '--strict']);
    await run(process.execPath, [attw, tarball, '--profile', 'node16']);
  }, 120_000);
});

test('its ES modules and its CommonJS work on one client in one program', async () => {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  await emulator.control.user({
    does: 'approve',
    as: 'adele@contoso.example',
    afterMs: 200,
  });
  const { clientId, authority, ca } = emulator;
  const program = join(folder, 'both-builds.mjs');
  copyFileSync(join(import.meta.dirname, 'fixtures/both-builds.mjs'), program);
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

const USE = `
import { PublicClientApplication } from '@azure/msal-node';
import { acquireToken, AuthCoreError, type Diagnosis, publicClientConfiguration } from '@entra-flows/auth-core';
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

test.each([
  ['7', '@typescript/native/bin/tsc', 'nodenext'],
  ['7', '@typescript/native/bin/tsc', 'bundler'],
  ['6', 'typescript/bin/tsc6', 'node16'],
])('its types hold for TypeScript %s, %s, %s', async (_version, compiler, resolution) => {
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  for (const file of ['use.mts', ...(resolution === 'bundler' ? [] : ['use.cts'])])
    writeFileSync(join(folder, file), USE);
  const options = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'es2022' },
    ...{ module, moduleResolution: resolution, lib: ['es2023', 'esnext.disposable'] },
    ...{ types: ['node'], typeRoots: [join(modules, '@types')] },
  };
  const files = resolution === 'bundler' ? ['use.mts'] : ['use.mts', 'use.cts'];
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
  const { stdout } = await run(process.execPath, [
    join(modules, compiler),
    '-p',
    folder,
    '--pretty',
    'false',
  ]).catch((error: { stdout: string }) => error);
  // MSAL's own declarations do not pass with node16.
  const faults = stdout.split('\n').filter((line) => line && !line.includes('/@azure/msal-node/'));
  expect(faults).toEqual([]);
});
