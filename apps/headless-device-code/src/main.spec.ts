import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { placeFor, until } from '@entra-flows/sample-testing';
import type { Service } from '../testing/run-service.ts';
import { useServices } from '../testing/use-services.ts';

const USER = 'adele@contoso.example';
const here = useServices();

function start(args: string[] = [], env: NodeJS.ProcessEnv = {}): Service {
  return here.start(['--cache', join(here.place.folder, 'tokens'), ...args], env);
}
const approve = () => here.emulator.control.user({ does: 'approve', as: USER });

/** A program that writes down what it was given. */
function hook(lines: string): string {
  const file = join(here.place.folder, 'hook');
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a first start', () => {
  test('shows the code in log, page, file and hook at once, the device code nowhere, and takes all back', async () => {
    const [file, seen] = [join(here.place.folder, 'code.json'), join(here.place.folder, 'seen')];
    const program = hook(`env > ${seen}.new; mv ${seen}.new ${seen}`);
    const service = start(['--code-file', file, '--on-code', program, '--verbose']);
    const { user_code: code = '', link = '' } = await service.event('sign-in-needed');
    expect(link).toMatch(/^http:\/\/localhost:\d+/);
    await service.event('hook-ran');
    await until(() => existsSync(file));
    const page = await service.get('/');
    expect(page.text).toContain(`<p class="big">${code}</p>`);
    // A phone could not open a page of this machine.
    expect(page.text).not.toContain('<svg');
    const shown = [
      page.text,
      readFileSync(file, 'utf8'),
      readFileSync(seen, 'utf8'),
      (await service.get('/status.json')).text,
      (await service.get('/readyz')).text,
      (await service.get('/metrics')).text,
    ];
    const kept = readFileSync(join(here.place.folder, 'tokens.code'), 'utf8');
    const { deviceCode: secret } = JSON.parse(kept) as { deviceCode: string };
    expect(secret.length).toBeGreaterThan(20);
    expect(JSON.parse(shown[1] ?? '')).toMatchObject({ userCode: code, verificationUri: link });
    expect(shown[2]).toContain(`USER_CODE=${code}\n`);
    expect(shown[2]).not.toContain('ENTRA_');
    expect((await service.get('/readyz')).status).toBe(503);
    expect((await service.get('/healthz')).status).toBe(200);

    await approve();
    for (const event of ['signed-in', 'working'])
      expect(await service.event(event)).toMatchObject({ username: USER, level: 'notice' });
    expect(await service.get('/readyz')).toMatchObject({ status: 200, text: 'ready\n' });
    expect((await service.get('/')).text).toContain(`<dd>${USER}</dd>`);
    await until(() => !existsSync(file));
    const { out, err, code: exit } = await service.stop();
    expect([exit, out]).toEqual([0, '']);

    expect(err).toMatch(/device_code=\[\d+ chars\]/);
    for (const text of [err, ...shown]) expect(text).not.toContain(secret);
    expect(err).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('a second start does not ask the user', async () => {
    await approve();
    const first = start();
    await first.event('working');
    await first.stop();
    const second = start();
    expect((await second.event('working')).text).toMatch(/^Nobody had to sign in: the token cache/);
    expect((await second.stop()).err).not.toMatch(/"event":"(sign-in-needed|signed-in)"/);
  });

  test('no display that fails ends the service', async () => {
    const service = start([
      ...['--code-file', join(here.place.folder, 'no/such/folder/code.json')],
      ...['--on-code', join(here.place.folder, 'no-such-program')],
    ]);
    expect((await service.event('code-file-failed')).text).toContain('ENOENT');
    expect((await service.event('hook-failed')).text).toContain('ENOENT');
    await approve();
    await service.event('working');
    expect((await service.stop()).code).toBe(0);
  });

  test('its log names a certificate that is not trusted, not the host and the tenant', async () => {
    const { authority, graph } = here.emulator;
    const service = start(['--plaintext-cache'], {
      ...{ ENTRA_AUTHORITY: authority, ENTRA_GRAPH: graph, ENTRA_EMULATOR: '' },
    });
    const { text } = await service.event('trouble');
    expect(text).toMatch(/certificate/);
    expect(text).not.toMatch(/tenant/);
    await service.stop();
  });

  test('goes on when the reader of its log is gone', async () => {
    const service = start();
    await service.event('sign-in-needed');
    service.child.stderr?.destroy();
    await approve(); // which it logs nowhere
    await until(async () => (await service.get('/readyz')).status === 200);
    expect(service.child.exitCode).toBeNull();
  });

  test('a hook that fails is logged with its last words, and one that hangs goes with the service', async () => {
    const failing = start(['--on-code', hook('echo no paper >&2; exit 3')]);
    expect((await failing.event('hook-failed')).text).toContain('exit code 3: no paper');
    await failing.stop();
    const pid = join(here.place.folder, 'pid');
    const hanging = start(['--on-code', hook(`echo $$ > ${pid}; exec sleep 600`)]);
    await until(() => existsSync(pid) && readFileSync(pid, 'utf8') !== '');
    expect((await hanging.stop()).code).toBe(0);
    await until(() => !isAlive(Number(readFileSync(pid, 'utf8'))));
  });

  test('--sign-out forgets the account and the code, and ends', async () => {
    await approve();
    const service = start();
    await service.event('working');
    await service.stop();
    const { code, out } = await here.place.run([
      '--sign-out',
      '--cache',
      join(here.place.folder, 'tokens'),
    ]).ended;
    expect([code, out]).toEqual([0, `✓ Signed out: ${USER}\n`]);
  });

  test('--sign-out while the service works: it shows a code again, and says why', async () => {
    await approve();
    const service = start(['--every', '1']);
    expect((await service.event('sign-in-needed')).why).toBe('No sign-in is saved yet.');
    await service.event('working');
    await here.emulator.control.reset();
    expect((await start(['--sign-out']).ended).code).toBe(0);
    expect((await service.event('sign-in-needed', 2)).why).toMatch(/is gone: somebody signed out/);
    expect((await service.get('/')).text).toContain('is gone: somebody signed out');
  });

  test('a cache in which two users are signed in: names the options that decide', async () => {
    for (const name of [USER, 'bruno@contoso.example']) {
      await here.emulator.control.reset();
      await here.emulator.control.user({ does: 'approve', as: name });
      const service = start(['--account', name]);
      await service.event('working');
      await service.stop();
    }
    const { code, text } = await start().event('trouble');
    expect(code).toBe('account_ambiguous');
    expect(text).toMatch(/\nNext: Name one.*\n.*--account NAME.*--sign-out.*--cache FILE/);
  });

  test('--sign-out while the service waits with a code names the process that is to be stopped', async () => {
    const service = start();
    await service.event('sign-in-needed');
    const { code, err } = await start(['--sign-out']).ended;
    expect(code).toBe(1);
    expect(err).toMatch(
      /^✕ The saved sign-ins are in use\.\n {2}Why .*\n {2}Next +Stop that process/m,
    );
    expect(err).toContain(`locked by process ${service.child.pid} `);
    expect(err).toMatch(/^ {2}Error +cache_locked$/m);
    await service.stop();
    const { code: after, out } = await here.place.run([
      '--sign-out',
      '--cache',
      join(here.place.folder, 'tokens'),
    ]).ended;
    expect([after, out]).toEqual([0, 'nobody is signed in\n']);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the kept code', () => {
  test('is encrypted, as the tokens are, with the key of a file or of a systemd credential', async () => {
    const credentials = join(here.place.folder, 'credentials');
    mkdirSync(credentials);
    writeFileSync(join(credentials, 'cache-key'), `${Buffer.alloc(32, 7).toString('base64')}\n`);
    const service = start([], { CREDENTIALS_DIRECTORY: credentials });
    expect((await service.event('token-cache')).text).toContain(`${credentials}/cache-key`);
    await service.event('sign-in-needed');
    const kept = () =>
      ['tokens.code', 'tokens'].map((name) => readFileSync(join(here.place.folder, name)));
    expect(String(kept()[0])).not.toContain('deviceCode');
    await service.stop();
    await approve();
    const again = start(['--key-file', join(credentials, 'cache-key')]);
    await again.event('working');
    await again.stop();
    expect(String(readFileSync(join(here.place.folder, 'tokens')))).not.toContain('RefreshToken');
  });
});

describe('a stop', () => {
  test.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)(
    '%s ends even a hung request at once, with %i, and takes the code away',
    async (signal, exit) => {
      await here.emulator.control.fault({ at: 'token', answer: { hang: true } });
      const file = join(here.place.folder, 'code.json');
      const service = start(['--code-file', file]);
      await service.event('sign-in-needed');
      await until(() => existsSync(file));
      const { code, err } = await service.stop(signal);
      expect([code, existsSync(file)]).toEqual([exit, false]);
      expect(err).toContain('"event":"stopped"');
      expect(err).not.toMatch(/^\s+at /m);
    },
  );
});

test('SIGUSR2 that comes while the service starts does not end it', async () => {
  const early = join(here.place.folder, 'early.cjs');
  writeFileSync(
    early,
    `process.on('newListener', (name) => name === 'SIGTERM' && process.kill(process.pid, 'SIGUSR2'));`,
  );
  const service = start([], { NODE_OPTIONS: `--require=${early}` });
  await service.event('sign-in-needed');
  expect((await service.stop()).code).toBe(0);
});

describe('strangers at the status page', () => {
  let service: Service;
  beforeEach(async () => {
    service = start();
    await service.event('sign-in-needed');
  });

  test("under a name that is not this device's get nothing", async () => {
    for (const host of ['evil.example', 'localhost.evil.example', 'a@localhost', '[', 'x y'])
      expect([host, (await service.get('/', { headers: { host } })).status]).toEqual([host, 421]);
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:80', '192.0.2.7'])
      expect([host, (await service.get('/', { headers: { host } })).status]).toEqual([host, 200]);
  });

  test('change nothing, find nothing else, and break nothing', async () => {
    expect(await service.get('/', { method: 'POST' })).toMatchObject({ status: 405 });
    expect(await service.get('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    for (const path of [
      '/nothing',
      '//',
      '/%00',
      '/__proto__',
      '/../etc/passwd',
      `/${'a'.repeat(9000)}`,
    ])
      expect((await service.get(path)).status).toBe(404);
    const { address = '' } = await service.event('listening');
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.end('\u0000\u0001 garbage\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toContain('400 Bad Request');
    expect((await service.get('/healthz')).status).toBe(200);
  });

  test.each([
    ['garbage', 'x\r\n\r\n'],
    ['nothing', ''],
    ['half a request', 'GET / HTTP/1.1\r\nhost: localhost\r\n'],
  ])('who send %s and stay do not take the place of others', async (_name, text) => {
    const { address = '' } = await service.event('listening');
    const port = Number(new URL(address).port);
    const strangers = Array.from({ length: 60 }, () =>
      connect({ port, host: '127.0.0.1', allowHalfOpen: true })
        .on('error', () => undefined)
        .resume(),
    );
    await Promise.all(strangers.map((stranger) => once(stranger, 'connect')));
    for (const stranger of strangers) stranger.write(text);
    // Monitoring asks once.
    expect((await service.get('/healthz')).status).toBe(200);
    for (const stranger of strangers) stranger.destroy();
  });

  test('the page may load, send and be framed by nothing', async () => {
    const { headers } = await service.get('/');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; .*frame-ancestors 'none'/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  test('Prometheus reads the counts', async () => {
    const { text, headers } = await service.get('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('headless_device_code_state{state="waiting-for-sign-in"} 1\n');
    expect(text).toContain(
      '# TYPE headless_device_code_codes_total counter\nheadless_device_code_codes_total 1\n',
    );
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{state="[a-z-]+"\})? [\d.e+-]+)$/);
  });
});

describe('wrong usage ends with exit code 2 and one message', () => {
  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ['an unknown option', ['--frobnicate'], {}, "Unknown option '--frobnicate'"],
    ['an address that is a name', ['--listen', 'localhost'], {}, 'not an IP address'],
    ['a port that is none', ['--port', '70000'], {}, 'between 0 and 65535'],
    ['a pause of no time', ['--first-pause', '0'], {}, 'between 1 and 86400'],
    ['--print-token', ['--print-token'], {}, 'does not write tokens to its log'],
    ['a key file that holds no key', ['--key-file', '/etc/hostname'], {}, 'does not hold a key'],
    ['no authority', [], { ENTRA_AUTHORITY: '' }, 'ENTRA_AUTHORITY is not set'],
  ])('%s', async (_name, args, env, words) => {
    const { code, out, err } = await start(args, env).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('--help explains itself without an authority', async () => {
    const { code, out } = await here.place.run(['--help'], { ENTRA_AUTHORITY: '' }).ended;
    expect(code).toBe(0);
    for (const words of ['--on-code', '--key-file', '/readyz', '0 stopped by SIGTERM, 1 could not'])
      expect(out).toContain(words);
  });
});

test('a device without a keyring gets a message with --key-file', async () => {
  // The bundle alone has no package that speaks to a keyring; without an emulator it needs one.
  const lonely = placeFor(here.emulator, 'headless-device-code', { alone: true });
  const { code, err } = await lonely.run(['--port', '0'], {
    ENTRA_EMULATOR: '',
    ENTRA_GRAPH: here.emulator.graph,
  }).ended;
  lonely.remove();
  expect(code).toBe(1);
  expect(err).toContain('keyring_unavailable');
  expect(err).toMatch(/\n +Without a keyring: --key-file FILE .* --plaintext-cache /);
  expect(err).toMatch(/\n {2}Detail +.*a key file, or plain text\.\n/);
});

describe('what may be gone in a minute ends with exit code 1, after which the unit starts it again', () => {
  test('a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await start(['--port', String(port)]).ended;
    other.close();
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken`);
  });

  test('an address that the device does not have, because its network is not up yet', async () => {
    const { code, err } = await start(['--listen', '192.0.2.7']).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/does not have the address 192\.0\.2\.7.*its network may not be up yet/);
    expect(err).not.toMatch(/^\s+at |browser/m);
  });

  test('and not after wrong usage', () => {
    const unit = readFileSync(
      join(import.meta.dirname, '../systemd/headless-device-code.service'),
      'utf8',
    );
    expect(unit).toMatch(/^Restart=on-failure\n(.*\n)*RestartPreventExitStatus=2$/m);
  });
});
