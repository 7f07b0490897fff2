import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { pageSettings } from './page-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ENTRA_CLIENT_ID = '00001111-aaaa-2222-bbbb-3333cccc4444';
const ENTRA_AUTHORITY = 'https://login.microsoftonline.us/contoso.example';

test('nothing but the settings reaches the page', () => {
  const env = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_CLIENT_SECRET: 'x', PATH: '/bin' };
  expect(pageSettings(env)).toEqual({
    clientId: ENTRA_CLIENT_ID,
    authority: ENTRA_AUTHORITY,
    graph: 'https://graph.microsoft.us/v1.0',
  });
});

test.each([
  [ENTRA_AUTHORITY, 'https://dod-graph.microsoft.us', 'https://dod-graph.microsoft.us/v1.0'],
  ['https://login.example/t', 'https://graph.example/v1.0', 'https://graph.example/v1.0'],
  ['https://contoso.ciamlogin.com/', 'https://graph.example/v1.0', 'https://graph.example/v1.0'],
])('the Graph of %s that ENTRA_GRAPH names is %s', (authority, ENTRA_GRAPH, graph) => {
  const env = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY: authority, ENTRA_GRAPH };
  expect(pageSettings(env)).toMatchObject({ graph });
});

test('a host that is in no cloud has no default Graph, and the page may talk to none', () => {
  const settings = pageSettings({ ENTRA_CLIENT_ID, ENTRA_AUTHORITY: 'https://login.example/t' });
  expect(settings).toEqual({ clientId: ENTRA_CLIENT_ID, authority: 'https://login.example/t' });
  expect(contentSecurityPolicy(settings)).toContain("connect-src 'self' https://login.example;");
});

test.each([
  ['no settings', {}, /without ENTRA_CLIENT_ID/],
  ['one of them', { ENTRA_CLIENT_ID }, /without ENTRA_CLIENT_ID and ENTRA_AUTHORITY/],
  ['a name for an ID', { ENTRA_CLIENT_ID: 'my-app', ENTRA_AUTHORITY }, /it is a GUID/],
  ['http', { ENTRA_CLIENT_ID, ENTRA_AUTHORITY: 'http://localhost/x' }, /it is an https address/],
  ['no tenant', { ENTRA_CLIENT_ID, ENTRA_AUTHORITY: 'https://localhost/' }, /with a tenant/],
  [
    'a Graph over http',
    { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_GRAPH: 'http://graph.example' },
    /ENTRA_GRAPH cannot be used/,
  ],
])('%s: the page says what to set', (_, env, words) => {
  expect(pageSettings(env).problem).toMatch(words);
});

test('an emulator that .env.local names, where it does not count, is said', () => {
  const there = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY: 'https://localhost:8443/t' };
  expect(pageSettings(there, true).problem).toMatch(/^ENTRA_EMULATOR counts in the environment/);
  expect(pageSettings({ ENTRA_CLIENT_ID, ENTRA_AUTHORITY }).problem).toBeUndefined();
  const entra = 'https://login.microsoftonline.com/t';
  expect(pageSettings({ ...there, ENTRA_AUTHORITY: entra }, true).problem).toBeUndefined();
});

test.each([
  ['its own', ENTRA_AUTHORITY, 'http://localhost:8080', 'http://localhost:8080'],
  ['another authority', 'https://login.example/x', 'http://localhost:8080', undefined],
  ['pages of another machine', ENTRA_AUTHORITY, 'http://evil.example', undefined],
])('the emulator’s pages are asked for %s', (_, authority, pages, expected) => {
  const file = join(folder, 'endpoints.json');
  writeFileSync(file, JSON.stringify({ authority, pages }));
  const settings = pageSettings({ ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR: file });
  expect(settings.emulatorPages).toBe(expected);
});

test('a file that is none of an emulator counts as none', () => {
  const env = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR: join(folder, 'none') };
  expect(pageSettings(env).emulatorPages).toBeUndefined();
});

test.each([
  'https://ada:hunter2@login.example/t',
  'https://login.example/t?secret=hunter2',
  'https://login.example/{tenant}',
  'https://login.example:0/t',
  'https://login.example/t/oauth2/v2.0/token',
])('an authority with more than a host and a tenant reaches no page: %s', (authority) => {
  const { problem } = pageSettings({ ENTRA_CLIENT_ID, ENTRA_AUTHORITY: authority });
  expect(problem).toContain('ENTRA_AUTHORITY cannot be used');
  expect(problem).not.toContain('hunter2');
});

test('the page may talk to its authority and to its Graph, and to no other server', () => {
  const policy = contentSecurityPolicy(pageSettings({ ENTRA_CLIENT_ID, ENTRA_AUTHORITY }));
  expect(policy).toContain(
    "connect-src 'self' https://login.microsoftonline.us https://graph.microsoft.us;",
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});
