import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator-core';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import type { Plugin } from 'esbuild';
import { buildApp } from '../launch/build-app.ts';
import { type DeskInProcess, deskInProcess } from '../testing/desk-in-process.ts';
import { type Mutant, mutants } from '../testing/mutants.ts';
import { securityChecks } from '../testing/security-checks.ts';

let emulator: IdentityEmulator;
let place: Place;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-security-'));
  emulator = await startIdentityEmulator();
  place = placeFor(emulator, 'electron-interactive');
});
afterAll(async () => {
  await emulator.close();
  place.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('Electron’s security checklist', () => {
  let desk: DeskInProcess;
  const built = () => join(folder, 'app');
  beforeAll(async () => {
    await buildApp(built());
    desk = await deskInProcess(built(), { env: place.env });
  });
  afterAll(() => desk.end());

  test.each(Object.entries(securityChecks))('%s', async (_, check) => {
    expect(await check({ folder: built(), desk, emulator, env: place.env })).toBe(true);
  });
});

describe('the checks notice', () => {
  test.each(mutants)('$name', async (mutant) => {
    const built = join(folder, mutant.name.replace(/\W+/g, '-'));
    await buildApp(built, { plugins: [changing(mutant)] });
    const desk = await deskInProcess(built, { env: place.env });
    const check = securityChecks[mutant.noticedBy];
    const app = { folder: built, desk, emulator, env: place.env };
    expect(await check?.(app)).toBe(false);
    desk.end();
  });
});

/** @throws {Error} for a mutant whose place in the source is gone */
const changing = ({ file, from, to }: Mutant): Plugin => ({
  name: 'mutant',
  setup(build) {
    build.onLoad({ filter: new RegExp(`src/${file.replace('.', '\\.')}$`) }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      return { contents: text.replace(from, to), loader: 'ts' };
    });
  },
});
