// @long installs packages, as a user who copies a sample does
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';

// Installs packages for real: it needs npm's cache, or the registry.

const root = join(import.meta.dirname, '../../..');
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

/** Takes what npm's cache has, and asks the registry for no advice. */
const thriftyNpm = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

async function run(command: string, cwd: string, settings: NodeJS.ProcessEnv = {}) {
  const { ENTRA_CLIENT_ID: _, ENTRA_AUTHORITY: __, ENTRA_EMULATOR: ___, ...env } = process.env;
  const child = spawn(command, { cwd, shell: true, env: { ...env, ...thriftyNpm, ...settings } });
  child.stdin.end();
  const text = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.err += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

/** The first block of the document, with the reader's folder in its place. */
function commandsOfTheDocument(folder: string): string[] {
  const text = readFileSync(join(root, 'docs/copying-a-sample.md'), 'utf8');
  const [, block = ''] = /^```sh\n(.*?)^```/ms.exec(text) ?? [];
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace('../my-app', folder));
}

describe('docs/copying-a-sample.md', () => {
  test('its commands make a project that installs, type-checks, builds and gets a token', async () => {
    const folder = join(place.folder, 'my-app');
    const commands = commandsOfTheDocument(folder);
    expect(commands.at(-1)).toBe('npm start');
    const { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR } = place.env;
    const settings = { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_EMULATOR };
    let cwd = root;
    let last = '';
    for (const command of commands) {
      if (command.startsWith('cd ')) {
        cwd = resolve(cwd, command.slice(3));
        continue;
      }
      const { code, out, err } = await run(command, cwd, settings);
      expect({ command, code, text: code === 0 ? '' : out + err }).toMatchObject({ code: 0 });
      last = out;
    }
    expect(last).toContain('adele@contoso.example: token from authority');

    const again = await run('npm start', cwd, settings);
    expect(again.out).toContain('adele@contoso.example: token from cache');

    const alone = await run('npm start', cwd);
    expect(alone.code).toBe(2);
    expect(alone.err).toContain('ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set');
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);
});

test.each([
  ...['cli-accounts', 'cli-broker', 'cli-integrated-windows', 'cli-interactive'],
  ...[
    'cli-azure-sdk',
    'cli-device-code-steps',
    'cli-username-password',
    'headless-device-code',
    'web-auth-code',
  ],
])(
  'a copy of %s installs, builds and starts as the printed steps say, and passes its test',
  async (sample) => {
    const folder = join(place.folder, `copy of ${sample}`);
    const eject = join(root, 'tools/eject-sample.mjs');
    const { code, out } = await run(`node ${eject} ${sample} '${folder}'`, root);
    expect(code).toBe(0);
    const steps = out.split('Next:')[1]?.trim().split(/\n\s*/) ?? [];
    expect(steps).toEqual([`cd -- '${folder}'`, 'npm install --ignore-scripts', 'npm start']);
    // Without settings it starts, and says what to set.
    const started = await run(steps.join(' && '), root);
    expect(started.code).toBe(2);
    expect(started.err).toContain('ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set');
    const tested = await run('npm test', folder);
    expect(tested).toMatchObject({ code: 0, out: expect.stringContaining('# fail 0') });
    rmSync(folder, { recursive: true, force: true });
  },
  300_000,
);
