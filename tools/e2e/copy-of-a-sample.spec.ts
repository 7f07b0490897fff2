import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';
import { printedSteps, runStep, runSteps } from './copies/run-step.ts';

// Each other sample: every-copy.spec.ts.

// An install, a type check, a build and two runs, on a busy machine too.
jest.setTimeout(300_000);

const root = join(import.meta.dirname, '../..');
let emulator: IdentityEmulator;
let place: Place;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  place = placeFor(emulator, 'cli-device-code');
});
afterAll(async () => {
  place.remove();
  await emulator.close();
});

test('a copy of cli-device-code installs, type-checks, passes its test, builds and gets a token', async () => {
  const created = await runStep(
    `node tools/eject-sample.mjs cli-device-code '${place.folder}/my app'`,
    root,
  );
  expect(created).toMatchObject({ code: 0, err: '' });
  const steps = printedSteps(created);
  expect(steps).toEqual([
    `cd -- '${place.folder}/my app'`,
    ...['npm install --ignore-scripts', 'npm run typecheck', 'npm test', 'npm run build'],
    ...['npm start -- --help', 'npm start'],
  ]);
  const { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR } = place.env;
  const settings = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR, HOME: place.folder };
  const { code, out } = await runSteps(steps, root, settings);
  expect(code).toBe(0);
  expect(out).toContain('adele@contoso.example (token from the authority');
});

test('a copy that names its own client ID, authority and scopes says so, and passes its test', async () => {
  const copy = join(place.folder, 'my app');
  const page = readFileSync(join(root, 'docs/copying-a-sample.md'), 'utf8');
  const [, example = ''] = /^ *```ts\n(.*?)^ *```/ms.exec(page) ?? [];
  const file = join(copy, 'src/auth-config.ts');
  const before = readFileSync(file, 'utf8');
  const own = before.replace(
    /^export const app[^]*?^};\n/m,
    example.replace("'User.Read'", "'User.Read', 'Mail.Read'"),
  );
  expect(own).toContain("clientId: '00001111-");
  writeFileSync(file, own);
  const settings = { HOME: place.folder };
  expect(await runStep('npm test', copy, settings)).toMatchObject({
    code: 0,
    out: expect.stringContaining('src/auth-config.ts names both'),
  });
  const { out } = await runStep('npm start -- --help', copy, settings);
  expect(out).toContain('(User.Read Mail.Read)');
  expect(out).not.toContain('ENTRA_');
  writeFileSync(file, before);
}, 120_000);

test('its test gets a token for an API of its owner, as the page says', async () => {
  const copy = join(place.folder, 'my app');
  const page = readFileSync(join(root, 'docs/copying-a-sample.md'), 'utf8');
  const [, example = ''] = /^```ts\n(.*?)^```/ms.exec(page) ?? [];
  expect(example).toContain('useEmulator({ directory:');
  const own = join(copy, 'src/own.test.ts');
  const scope = 'api://invoices.contoso.example/Invoices.Read';
  const rest = `import { test } from 'node:test';
import { emulator, run } from './run-program.ts';
test('gets a token', async () => {
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  const { stdout } = await run(['--scopes', '${scope}']);
  if (!stdout.includes('token from the authority')) throw new Error(stdout);
});
`;
  writeFileSync(own, example + rest);
  const line = 'npx tsc && node --test dist/own.test.js';
  const ended = await runStep(line, copy, { HOME: place.folder });
  rmSync(own);
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('gets a token') });
}, 120_000);

test('its test shows what the program said when it fails, and where in the sources', async () => {
  const copy = join(place.folder, 'my app');
  const main = join(copy, 'src/main.ts');
  const before = readFileSync(main, 'utf8');
  const fails =
    "const fails: () => void = () => { console.error('the diagnosis'); process.exit(1); };\nfails();\n";
  writeFileSync(main, `${before}\n${fails}`);
  const { code, out } = await runStep('npm test', copy, { HOME: place.folder });
  expect(code).toBe(1);
  expect(out).toContain('the diagnosis');
  expect(out).toMatch(/\bsrc\/main\.test\.ts:\d+/);
  expect(out).not.toMatch(/dist\/main\.test\.js:\d+/);
  writeFileSync(main, before);
});

test('its test ends, and shows what the program said, when that waits for something that never comes', async () => {
  const copy = join(place.folder, 'my app');
  const main = join(copy, 'src/main.ts');
  const hangs = "console.error('the last words');\nsetInterval(() => undefined, 1000);\n";
  writeFileSync(main, hangs);
  const settings = { HOME: place.folder, TEST_PATIENCE: '3' };
  const { code, out } = await runStep('npm test', copy, settings);
  expect(code).toBe(1);
  expect(out).toMatch(/after 3 s it has not ended; it has said so far:\s+the last words/);
});
