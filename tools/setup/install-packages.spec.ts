import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packagesAreThere } from './install-packages.mjs';

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
