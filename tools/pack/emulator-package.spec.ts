// @long auth-core-package.spec.ts shows a packed library in another project
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkedPackage } from './install/new-package.ts';
import { writeExamples } from './install/readme-examples.ts';
import { makeTarballs, packedTarballs } from './make-tarballs.mjs';

// every-package.spec.ts installs it for real, and runs the examples for the other test runners.

const run = promisify(execFile);
const env = { ...process.env, FORCE_COLOR: '0' };
let folder: string;

beforeAll(() => {
  const tarballs =
    process.env['NX_TASK_TARGET_PROJECT'] === 'tools' ? packedTarballs : makeTarballs;
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  linkedPackage(folder, tarballs(['auth-core', 'identity-emulator']));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  writeExamples(folder, 'identity-emulator');
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the README's first example signs a user in", async () => {
  const { stdout } = await run(process.execPath, ['sign-in.mjs'], { cwd: folder, env });
  expect(stdout).toBe('adele@contoso.example\n');
});

test('Jest runs it in CommonJS, without a setting', async () => {
  const jest = join(import.meta.dirname, '../../node_modules/jest/bin/jest.js');
  const { stderr } = await run(process.execPath, [jest, 'sign-in.test'], { cwd: folder, env });
  expect(stderr).toMatch(/1 passed, 1 total/);
});
