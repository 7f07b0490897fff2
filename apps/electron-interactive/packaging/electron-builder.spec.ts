import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { buildApp } from '../launch/build-app.ts';
import { runScript } from '../testing/run-script.ts';

interface Packaging {
  productName: string;
  files: string[];
  asar: boolean;
  disableAsarIntegrity?: boolean;
  electronFuses: Record<string, boolean>;
  protocols: { name: string; schemes: string[] }[];
  mac: { hardenedRuntime: boolean };
  win: object;
  linux: object;
  beforePack: () => void;
}
const project = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
const built = join(folder, 'dist/app');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Read as electron-builder reads it: anew, with what stands in the environment. */
function packaging(clientId: string): Packaging {
  process.env['ENTRA_CLIENT_ID'] = clientId;
  try {
    const text = readFileSync(join(import.meta.dirname, 'electron-builder.cjs'), 'utf8');
    const module = { exports: {} as Packaging };
    const given = { require: createRequire(import.meta.url), __dirname: join(folder, 'packaging') };
    runScript(text, { ...given, module, process });
    return module.exports;
  } finally {
    delete process.env['ENTRA_CLIENT_ID'];
  }
}

test('every fuse is set to what gives away least', () => {
  expect(packaging('a').electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
});

test('the archive is there with its integrity, for three systems', () => {
  const { asar, disableAsarIntegrity, mac, win, linux } = packaging('a');
  expect([asar, disableAsarIntegrity]).toEqual([true, undefined]);
  expect(mac.hardenedRuntime).toBe(true);
  expect([win, linux].every(Boolean)).toBe(true);
});

test('the scheme is that of the client ID, without which nothing is packed', () => {
  const id = '0C7D2A64-3F18-4E59-B1A6-9D5E8C20F713';
  expect(packaging(id).protocols[0]?.schemes).toEqual([`msal${id.toLowerCase()}`]);
  expect(() => packaging(' ')).toThrow('Set ENTRA_CLIENT_ID');
});

test('what is packed is what is started, and is whole without node_modules', async () => {
  const { main } = createRequire(import.meta.url)('../package.json') as { main: string };
  const { files } = packaging('a');
  expect(files).toEqual(['dist/app/**/*', 'package.json', '!node_modules/**/*']);
  expect(main).toBe('dist/app/main.cjs');
  expect(existsSync(join(project, 'package.json'))).toBe(true);
  const settings = { ENTRA_CLIENT_ID: 'a-client', ENTRA_AUTHORITY: 'https://an-authority/t' };
  await buildApp(built, { settings });
  const text = readFileSync(join(built, 'main.cjs'), 'utf8');
  expect(text).toContain('an-authority/t');
  const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? '');
  const { builtinModules } = await import('node:module');
  const isThere = (name: string) => builtinModules.includes(name.replace(/^node:/, ''));
  expect(asked.filter((name) => !isThere(name)).sort()).toEqual(['electron']);
});

test('what was built without settings, or with others, is not packed', async () => {
  const settings = { ENTRA_CLIENT_ID: 'A-Client', ENTRA_AUTHORITY: 'https://an-authority/t' };
  await buildApp(built, { settings });
  expect(() => packaging('a-client').beforePack()).not.toThrow();
  expect(() => packaging('another').beforePack()).toThrow('with another ENTRA_CLIENT_ID');
  await buildApp(built, { settings: { ENTRA_CLIENT_ID: 'a-client' } });
  expect(() => packaging('a-client').beforePack()).toThrow('npx nx build electron-interactive');
  await buildApp(built);
  expect(() => packaging('a-client').beforePack()).toThrow('as nx serve builds it');
});

test('the name of the product stands in package.json alone', async () => {
  const manifest = readFileSync(join(project, 'package.json'), 'utf8');
  const { productName } = JSON.parse(manifest) as { productName: string };
  const { productName: packed, protocols } = packaging('a');
  expect([packed, protocols[0]?.name]).toEqual([productName, `${productName} sign-in`]);
  await buildApp(built);
  const page = readFileSync(join(built, 'page/index.html'), 'utf8');
  expect(page).toContain(`<title>${productName}</title>`);
  expect(page).not.toContain('{{');
  const main = readFileSync(join(built, 'main.cjs'), 'utf8');
  expect([main.includes('app.name'), main.includes(productName)]).toEqual([true, false]);
});
