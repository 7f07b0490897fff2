// @long many small states of one page; accessibility and sign-in show the others
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clientOf } from './client.ts';
import {
  endAll,
  exitCode,
  programs,
  readControl,
  readEndpoints,
  run,
  startServer,
} from './processes.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(async () => {
  await endAll();
  await rm(dataDir, { recursive: true, force: true });
});

const view = (...args: string[]) =>
  run(programs.view, args, { ENTRA_EMULATOR: join(dataDir, 'endpoints.json') });
const posix = process.platform === 'win32' ? test.skip : test;

describe('the view', () => {
  posix('shows addresses, practice accounts and each exchange, ends on Ctrl-C', async () => {
    const { child } = await startServer(dataDir);
    const shown = view();
    await shown.sees('What clients ask:');
    const endpoints = await readEndpoints(dataDir);
    for (const text of [
      endpoints.authority,
      endpoints.pages,
      endpoints.clientId,
      'Password-of-Adele-1',
    ])
      expect(shown.out()).toContain(text);
    const [settings = ''] = /export [^]*?[^\\]$/m.exec(shown.out()) ?? [];
    expect(
      execFileSync('sh', ['-c', `${settings}\nenv`], { encoding: 'utf8' }).split('\n'),
    ).toEqual(
      expect.arrayContaining([
        `ENTRA_CLIENT_ID=${endpoints.clientId}`,
        `ENTRA_AUTHORITY=${endpoints.authority}`,
        `ENTRA_EMULATOR=${join(dataDir, 'endpoints.json')}`,
      ]),
    );
    expect(shown.out()).not.toContain((await readControl(dataDir)).secret);
    await clientOf(endpoints).poll('never-shown');
    await shown.sees('400 invalid_grant');
    expect(shown.out()).not.toContain('never-shown');
    shown.child.kill('SIGINT');
    expect(await shown.ended).toEqual({ code: 130, err: '' });
    expect(await exitCode(child)).toBe(0); // the last lease had ended
  });

  posix('plays a scenario, and puts it back when it ends', async () => {
    await startServer(dataDir);
    const other = view('--json');
    const shown = view('--scenario', 'AADSTS50059');
    await shown.sees('What clients ask:');
    const client = clientOf(await readEndpoints(dataDir));
    expect((await client.deviceCode()).json['error_codes']).toEqual([50059]);
    shown.child.kill('SIGINT');
    expect((await shown.ended).code).toBe(130);
    expect((await client.deviceCode()).status).toBe(200);
    while (!other.out().includes('"status":200')) await client.deviceCode(); // until it watches
    const lines = other.out().trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { endpoint: string }).endpoint)).toContain(
      'devicecode',
    );
  });

  posix('its scenario ends with it when it is killed and another program stays', async () => {
    await startServer(dataDir);
    const other = view('--json');
    const shown = view('--scenario', 'AADSTS50059');
    await shown.sees('What clients ask:');
    const client = clientOf(await readEndpoints(dataDir));
    while (!other.out().includes('"status":400'))
      // until it watches
      expect((await client.deviceCode()).json['error_codes']).toEqual([50059]);
    shown.child.kill('SIGKILL');
    await shown.ended;
    while ((await client.deviceCode()).status !== 200) await new Promise(setImmediate);
    expect(other.child.exitCode).toBeNull();
  });

  test('--help says what there is', async () => {
    const shown = run(programs.view, ['--help']);
    expect(await shown.ended).toEqual({ code: 0, err: '' });
    expect(shown.out()).toMatch(/--scenario NAME[^]*device-code-expired[^]*AADSTS<number>/);
    const list = run(programs.view, ['--list']);
    expect(await list.ended).toEqual({ code: 0, err: '' });
    expect(list.out()).toMatch(/^throttled: .*\n {2}.*429.*\n {2}A good client: Wait/m);
    const lines = run(programs.view, ['--list', '--json']);
    expect(await lines.ended).toEqual({ code: 0, err: '' });
    const [first = ''] = lines.out().split('\n');
    expect(JSON.parse(first)).toMatchObject({
      name: 'device-code-expired',
      ko: expect.any(Object),
    });
  });

  test.each([
    [['--nope'], /Unknown option '--nope'/],
    [['--scenario', 'nope'], /There is no scenario "nope"\. .*Take AADSTS and a number, or one of/],
    [
      ['--scenario', 'AADSTS5059'],
      /There is no scenario "AADSTS5059"\. Did you mean AADSTS50059\?/,
    ],
    [['--scenario', 'throtled'], /There is no scenario "throtled"\. Did you mean throttled\?/],
    [['--data', 'x', '--ephemeral'], /--ephemeral keeps nothing: take one of them/],
    [[], /ENTRA_EMULATOR is not set\. Start this view with: npm start -- identity-emulator/],
  ])('wrong usage is exit code 2 and one message: %j', async (args, message) => {
    const { code, err } = await run(programs.view, args).ended;
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });

  test('without an emulator it says how to start one', async () => {
    const { code, err } = await view().ended;
    expect(code).toBe(1);
    expect(err).toMatch(/No identity emulator can be found/);
  });
});
