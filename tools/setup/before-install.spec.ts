import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chooseMessageLanguage, messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { languageOf, packagesAreThere, satisfies } from './before-install.mjs';

const jest = { version: '30.0.0' };
const forMac = { version: '1.0.0', optional: true };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packages-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('installs when there is no node_modules', () => {
  lock({ 'node_modules/jest': jest }, 2);
  expect(packagesAreThere(root)).toBe(false);
});

test('trusts what was installed after the lockfile was written', () => {
  lock({ 'node_modules/jest': jest }, 1);
  installed({}, 2);
  expect(packagesAreThere(root)).toBe(true);
});

test('installs nothing when a newer lockfile says the same, packages of other systems aside', () => {
  lock({ '': {}, 'node_modules/jest': jest, 'node_modules/for-mac': forMac }, 2);
  installed({ 'node_modules/jest': jest }, 1);
  expect(packagesAreThere(root)).toBe(true);
});

test.each([
  ['has a package more', { 'node_modules/jest': jest, 'node_modules/nx': jest }],
  ['has another version', { 'node_modules/jest': { version: '30.0.1' } }],
])('installs when a newer lockfile %s', (_name, packages) => {
  lock(packages, 2);
  installed({ 'node_modules/jest': jest }, 1);
  expect(packagesAreThere(root)).toBe(false);
});

test('installs when what npm left cannot be read', () => {
  lock({ 'node_modules/jest': jest }, 2);
  write('node_modules/.package-lock.json', '{"pack', 1);
  expect(packagesAreThere(root)).toBe(false);
});

const range = '^20.19.0 || ^22.13.0 || >=24';

test.each(['20.19.0', '20.20.2', '22.13.0', '22.23.1', '24.0.0', '24.21.0', '27.1.0'])(
  'Node %s is taken',
  (version) => expect(satisfies(version, range)).toBe(true),
);

test.each(['16.20.2', '18.20.8', '20.18.9', '21.7.3', '22.12.9', '23.11.0'])(
  'Node %s is refused',
  (version) => expect(satisfies(version, range)).toBe(false),
);

function lock(packages: object, time: number): void {
  write('package-lock.json', JSON.stringify({ packages }), time);
}

function installed(packages: object, time: number): void {
  write('node_modules/.package-lock.json', JSON.stringify({ packages }), time);
}

function write(name: string, content: string, time: number): void {
  writeFileSync(join(root, name), content);
  utimesSync(join(root, name), time, time);
}

test.each([
  [[], { LC_ALL: 'ko_KR.UTF-8' }],
  [[], { LC_ALL: 'C', LANG: 'ko_KR' }],
  [[], { LC_ALL: '', LC_MESSAGES: 'ko', LANG: 'en_US' }],
  [[], { LANG: 'kok_IN' }],
  [[], {}],
  [['--lang', 'ko'], { LC_ALL: 'en_US' }],
  [['--lang=en', 'cli-accounts'], { LC_ALL: 'ko_KR' }],
  [['--lang', 'en', '--lang=KO_kr.UTF-8'], {}],
])('before an install the language is that of all programs: %j %j', (args, env) => {
  expect(followLanguageOption(args)).toBeUndefined();
  const language = messageLanguage(env);
  chooseMessageLanguage(undefined);
  expect(languageOf(args, env)).toBe(language);
});
