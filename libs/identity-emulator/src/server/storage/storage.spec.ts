import { execFile } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { freePort } from '../free-port.ts';
import { emulatorClient } from '../../testing/emulator-client.ts';
import { openJournal } from './file-journal.ts';

let dataDir: string;
let log: string[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
  log = [];
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = (ports = {}) =>
  startIdentityEmulator({
    dataDir: join(dataDir, 'data'),
    log: (line) => log.push(line),
    ...ports,
  });

async function signIn(emulator: IdentityEmulator) {
  await emulator.control.user({ does: 'approve' });
  const client = emulatorClient(emulator);
  const { device_code } = await client.deviceCode();
  return (await client.poll(device_code)).json;
}

describe('a data folder', () => {
  test('keeps tokens, refresh tokens, waiting codes and the certificate over a restart', async () => {
    const ports = { port: await freePort(), pagesPort: await freePort() };
    const first = await start(ports);
    const tokens = await signIn(first);
    await first.control.reset();
    const waiting = await emulatorClient(first).deviceCode();
    await first.close();

    const second = await start(ports);
    const client = emulatorClient(second);
    expect(second.ca).toBe(first.ca);
    const bearer = { authorization: `Bearer ${String(tokens['access_token'])}` };
    expect((await client.get(`${second.graph}/me`, bearer)).status).toBe(200);
    expect((await client.refresh(tokens['refresh_token'])).status).toBe(200);
    expect((await client.poll(waiting.device_code)).json['error']).toBe('authorization_pending');
    await second.control.user({ does: 'approve' });
    expect((await client.poll(waiting.device_code)).status).toBe(200);
    await second.close();
    expect(log).toEqual([]);
  });

  test('contains no refresh token and no device code in the clear, and is for its owner only', async () => {
    const emulator = await start();
    const { refresh_token } = await signIn(emulator);
    const { device_code } = await emulatorClient(emulator).deviceCode();
    await emulator.close();
    const files = await readdir(join(dataDir, 'data'));
    expect(files.sort()).toEqual(['certificate.json', 'grants.ndjson', 'signing-key.json']);
    const grants = await readFile(join(dataDir, 'data', 'grants.ndjson'), 'utf8');
    for (const secret of [...String(refresh_token).split('.'), device_code])
      expect(grants).not.toContain(secret);
    if (process.platform === 'win32') return;
    expect((await stat(join(dataDir, 'data'))).mode & 0o777).toBe(0o700);
    for (const file of files) await chmod(join(dataDir, 'data', file), 0o666);
    await (await start()).close(); // copied carelessly, and taken back
    for (const file of files)
      expect((await stat(join(dataDir, 'data', file))).mode & 0o777).toBe(0o600);
  });

  test.each(['signing-key.json', 'certificate.json'])(
    'a damaged %s is set aside, and the log says what that costs',
    async (file) => {
      await (await start()).close();
      await writeFile(join(dataDir, 'data', file), '{"half":');
      await (await start()).close();
      expect(log).toEqual([expect.stringMatching(/cannot be used.*moved to .*damaged-.*new/)]);
      const files = await readdir(join(dataDir, 'data'));
      expect(files.filter((name) => name.startsWith(`${file}.damaged-`))).toHaveLength(1);
    },
  );

  test('grants that were edited cost a sign-in, and nothing else', async () => {
    await (await start()).close();
    const family = { id: 'x', tenantId: 'x', userId: 'x', clientId: 'x', scope: '', expiresAt: 1 };
    const edited = [
      ...['family', 'device-code', 'session'].map((kind) => ({ kind, value: { state: 'x' } })),
      { kind: 'family', value: { ...family, live: [], spent: [null] } },
      { kind: 'family', value: { ...family, live: [], spent: [], amr: 5 } },
    ].map((record, key) => JSON.stringify({ ...record, key: String(key) }));
    await writeFile(join(dataDir, 'data', 'grants.ndjson'), `${edited.join('\n')}\n`);
    const emulator = await start();
    expect(log).toHaveLength(5);
    expect(log[0]).toMatch(/edited is left out; its owner must sign in again/);
    expect(await signIn(emulator)).toHaveProperty('access_token');
    await emulator.close();
  });

  test('that is a file is an error of the start', async () => {
    await writeFile(join(dataDir, 'data'), '');
    await expect(start()).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('a data folder that another emulator has', () => {
  test('is refused by name, and is free when that one is closed or was killed', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(
      `The data folder ${join(dataDir, 'data')} is in use by another identity emulator (process ${process.pid}). End that one, or choose another data folder, then try again.`,
    );
    await signIn(first);
    await first.close();
    for (const left of ['{"pid":1,"controlPort":1}', '{"pid":1,"controlPort":-1}', 'half of']) {
      await writeFile(join(dataDir, 'data', 'in-use.json'), left);
      await (await start()).close();
    }
    expect(log).toEqual([]);
  });
});

describe('the journal', () => {
  const path = () => join(dataDir, 'grants.ndjson');
  const open = () => openJournal(path(), (line) => log.push(line));
  const put = (key: string, value: unknown) => ({ kind: 'k', key, value });

  test('remembers the last value of each key, and forgets what was taken back', async () => {
    const journal = await open();
    await Promise.all([
      journal.write(put('a', { n: 1 })),
      journal.write(put('b', {}), put('a', { n: 3 })),
    ]);
    await journal.write(put('b', null));
    await journal.close();
    const again = await open();
    expect([...again.entries('k', {})]).toEqual([['a', { n: 3 }]]);
    await again.close();
  });

  test('a last line that a kill cut off costs nothing else', async () => {
    const journal = await open();
    await journal.write(put('a', { n: 1 }));
    await journal.close();
    await appendFile(path(), '{"kind":"k","key":"b","val');
    const again = await open();
    expect([...again.entries('k', {})]).toEqual([['a', { n: 1 }]]);
    expect(log).toEqual([expect.stringMatching(/the last line was cut off/)]);
    await again.close();
  });

  test('damaged lines are left out, and the file as it was is kept', async () => {
    await writeFile(
      path(),
      '{"kind":"k","key":"a","value":{"n":1}}\nnonsense\n[]\nnull\n{"kind":"k"}\n',
    );
    const journal = await open();
    expect([...journal.entries('k', {})]).toEqual([['a', { n: 1 }]]);
    expect(log).toEqual([expect.stringMatching(/4 damaged line\(s\)/)]);
    const [aside] = (await readdir(dataDir)).filter((name) => name.includes('.damaged-'));
    expect(await readFile(join(dataDir, aside ?? ''), 'utf8')).toContain('nonsense');
    await journal.close();
  });

  test('is written anew before it grows without end', async () => {
    const journal = await open();
    const text = 'x'.repeat(20_000);
    for (let round = 0; round < 10; round += 1)
      await journal.write(
        ...Array.from({ length: 50 }, (_, i) => put('a', { n: round * 50 + i, text })),
      );
    await journal.close();
    expect((await stat(path())).size).toBeLessThan(3_000_000); // of ten million written
    const again = await open();
    expect([...again.entries('k', {})]).toEqual([['a', { n: 499, text }]]);
    await again.close();
  });

  describe('on a disk that is full', () => {
    const posix = process.platform === 'win32' ? test.skip : test;

    posix(
      'stops no sign-in, is logged once with the remedy, and costs nothing when there is room',
      async () => {
        const program = join(import.meta.dirname, '../../testing/write-until-full.ts');
        const flags = ['--conditions=source', '--import', 'tsx'];
        // Files of this shell's children may have 4 KB; what is beyond gets EFBIG.
        const command = 'ulimit -S -f 8; exec "$0" "$@"';
        const { stdout } = await promisify(execFile)(
          'sh',
          ['-c', command, process.execPath, ...flags, program, path()],
          { cwd: join(import.meta.dirname, '../../..') },
        );
        const lines = stdout.trim().split('\n');
        expect(lines).toEqual([
          expect.stringMatching(
            /grants\.ndjson cannot be written: it would be larger than this process may write \(EFBIG\)\. Make room there, or .* The emulator continues without it; users who sign in until then/,
          ),
          'all were answered',
          expect.stringMatching(/grants\.ndjson is written again, with all that it missed\.$/),
        ]);
        const again = await open();
        expect([...again.entries('k', {})].map(([key]) => key)).toEqual(['last']);
        await again.close();
      },
    );
  });
});
