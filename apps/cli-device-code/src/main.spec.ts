import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emulator, place, refusingDisk, useSample } from '@entra-flows/sample-testing';

const CODE = /Code +(\S+)/;
/** The same authority, without the setting that says that it is an emulator. */
const NO_EMULATOR = { ENTRA_EMULATOR: '', ENTRA_GRAPH: 'https://graph.microsoft.com/v1.0' };
const user = 'adele@contoso.example';

useSample('cli-device-code', { deviceCode: { interval: 0.1 } });

const run = async (args?: string[], env?: NodeJS.ProcessEnv) => place.run(args, env).ended;
const approve = () => emulator.control.user({ does: 'approve', as: user });
const tokenRequests = async () =>
  (await emulator.control.exchanges()).filter(({ endpoint }) => endpoint === 'token').length;

describe('a first run', () => {
  test('prompts on stderr and answers on stdout: who, how long, and what Graph says', async () => {
    await approve();
    const { code, out, err } = await run();
    expect(code).toBe(0);
    expect(out).toContain(`${user} (token from the authority`);
    expect(out).toMatch(
      /\(token from the authority, \d+ min left\)\n {2}good until .+UTC, for User\.Read/,
    );
    expect(out).toContain('Microsoft Graph says: ');
    expect(err).toMatch(/Link +http:\/\/localhost:\d+/);
    expect(err).toMatch(CODE);
    expect(err).not.toContain('\u001b');
    expect(out + err).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('--json writes one object and nothing else to stdout', async () => {
    await approve();
    const { out } = await run(['--json', '--scopes', 'User.Read openid']);
    expect(JSON.parse(out)).toMatchObject({
      username: user,
      fromCache: false,
      me: { userPrincipalName: user },
    });
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).not.toContain('eyJ');
  });

  test('--print-token prints the token', async () => {
    await approve();
    expect((await run(['--print-token'])).out).toMatch(/access token: eyJ[\w-]+\.eyJ/);
  });
});

describe('a second run', () => {
  test('answers from the cache, without a token request', async () => {
    await approve();
    await run();
    const before = await tokenRequests();
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${user} (token from the cache`);
    expect(await tokenRequests()).toBe(before);
  });

  test('loads no prompt, no program and no texts that only a failure needs', async () => {
    await approve();
    const withKey = ['--json', '--key-file', join(place.folder, 'key')];
    await run(withKey);
    const report = join(place.folder, 'loaded');
    const program = join(place.folder, 'report-loaded.cjs');
    writeFileSync(
      program,
      `process.on('exit', () => require('fs').writeFileSync('${report}', process.moduleLoadList.join()));`,
    );
    const { code } = await run(withKey, { NODE_OPTIONS: `--require ${program}` });
    expect(code).toBe(0);
    const loaded = readFileSync(report, 'utf8').split(',');
    expect(loaded).toContain('NativeModule crypto');
    for (const name of ['child_process', 'readline', 'tty', 'zlib'])
      expect(loaded).not.toContain(`NativeModule ${name}`);
  });

  test('after --sign-out asks again, and nothing is left on the disk', async () => {
    await approve();
    await run();
    expect((await run(['--sign-out'])).out).toBe(`✓ Signed out: ${user}\n`);
    expect(readdirSync(join(place.folder, 'token-cache', 'entra-flows'))).toEqual([]);
    expect((await run()).err).toMatch(CODE);
  });

  test('--account of another user refuses the token of the one who signs in', async () => {
    await approve();
    const { code, err } = await run(['--account', 'somebody@contoso.example']);
    expect(code).toBe(1);
    expect(err).toContain('account_mismatch');
    expect((await run(['--sign-out'])).out).toBe('nobody is signed in\n');
  });

  test('--verbose shows the exchanges without secrets', async () => {
    await approve();
    const { err } = await run(['--verbose']);
    expect(err).toMatch(/^http +POST https:\S+\/token 200/m);
    expect(err).toMatch(/^msal /m);
    expect(err).toMatch(/device_code=\[\d+ chars\]/);
    expect(err).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});

describe('a cache that cannot be written', () => {
  const cache = () => join(place.folder, 'kept/tokens');
  const kept = () => readdirSync(join(place.folder, 'kept'));
  const signIn = async () => {
    await approve();
    expect((await run(['--cache', cache()])).code).toBe(0);
  };
  const refuses = (errno: number) => refusingDisk(join(place.folder, 'kept'), errno);

  test.each([
    ['full', 28],
    ['over its quota', 122],
    ['read-only', 30],
  ])('gives the token that is in it while the disk is %s', async (_, errno) => {
    await signIn();
    const { code, out, err } = await run(['--cache', cache()], refuses(errno));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('token from the cache');
  });

  test('gives the token that is in it while another process has the lock', async () => {
    await signIn();
    mkdirSync(`${cache()}.lock/1-1-000000000000-000000000000`, { recursive: true });
    const { code, out } = await run(['--cache', cache()]);
    expect([code, out]).toEqual([0, expect.stringContaining('token from the cache')]);
    expect(kept().sort()).toEqual(['tokens', 'tokens.lock']);
  });

  test('is said before the user is asked', async () => {
    const before = (await emulator.control.exchanges()).length;
    const { code, out, err } = await run(['--cache', cache()], refuses(122));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^✕ Cannot .+: your share of the disk is full\. Make room, then try again\.\n$/,
    );
    expect(await emulator.control.exchanges()).toHaveLength(before);
  });

  test('is signed out of while the disk is full, and not while it is read-only', async () => {
    await signIn();
    const readOnly = await run(['--cache', cache(), '--sign-out'], refuses(30));
    expect(readOnly).toMatchObject({ code: 2, out: '' });
    expect(kept()).toEqual(['tokens']);
    const full = await run(['--cache', cache(), '--sign-out'], refuses(28));
    expect(full).toMatchObject({ code: 0, out: `✓ Signed out: ${user}\n` });
    expect(kept()).toEqual([]);
  });
});

describe('a failure ends with its own diagnosis and exit code 1', () => {
  const at = 'devicecode';
  test.each(['AADSTS50059', 'AADSTS90133', 'AADSTS7000218'])('%s', async (aadsts) => {
    await emulator.control.fault({ at, answer: { aadsts } });
    const { code, out, err } = await run();
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(aadsts);
    expect(err).toMatch(/^ {2}Next +\S/m);
  });

  test('AADSTS90002: a tenant that does not exist', async () => {
    const ENTRA_AUTHORITY = emulator.authorityFor('no-such-tenant.example');
    const { code, err } = await run([], { ENTRA_AUTHORITY });
    expect(code).toBe(1);
    expect(err).toContain('AADSTS90002');
  });

  test('an expired code', async () => {
    await emulator.control.fault({ at, answer: { merge: { expires_in: 1 } } });
    const { code, err } = await run();
    expect(code).toBe(1);
    expect(err).toContain('device_code_expired');
  });

  test('a declined sign-in', async () => {
    await emulator.control.user({ does: 'decline', as: user });
    const { code, err } = await run();
    expect(code).toBe(1);
    expect(err).toMatch(/declined/);
  });

  test('no sign-in within --timeout', async () => {
    const { code, err } = await run(['--timeout', '1']);
    expect(code).toBe(1);
    expect(err).toContain('user_timeout_reached');
  });

  test('no network', async () => {
    const ENTRA_AUTHORITY = 'https://localhost:1/tenant';
    const { code, err } = await run(['--plaintext-cache'], { ...NO_EMULATOR, ENTRA_AUTHORITY });
    expect(code).toBe(1);
    expect(err).toContain('ECONNREFUSED');
  });

  test('a certificate that is not trusted', async () => {
    const { code, err } = await run(['--plaintext-cache'], NO_EMULATOR);
    expect(code).toBe(1);
    expect(err).toContain('NODE_EXTRA_CA_CERTS');
  });

  test('in JSON too, with the same facts', async () => {
    await emulator.control.fault({ at, answer: { aadsts: 'AADSTS50059' } });
    const { out } = await run(['--json']);
    const { error } = JSON.parse(out) as { error: object };
    expect(error).toMatchObject({
      code: 'AADSTS50059',
      category: 'config.tenant',
      retryable: false,
    });
  });

  test('and never with a stack trace', async () => {
    await emulator.control.fault({ at: 'token', answer: { status: 400, body: 'null' } });
    const { err } = await run(['--timeout', '1']);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('wrong usage ends with exit code 2 and one message', () => {
  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ['an unknown option', ['--frobnicate'], {}, "Unknown option '--frobnicate'"],
    ['a timeout that is not a number', ['--timeout', 'soon'], {}, 'not a number of seconds'],
    ['no client ID and no authority', [], { ENTRA_CLIENT_ID: '', ENTRA_AUTHORITY: '' }, 'not set'],
    ['a malformed authority', [], { ENTRA_AUTHORITY: 'contoso' }, 'is not a URL'],
    ['an authority over http', [], { ENTRA_AUTHORITY: 'http://localhost/t' }, 'https only'],
    ['an endpoints file that is none', [], { ENTRA_EMULATOR: '/dev/null' }, 'ENTRA_EMULATOR'],
  ])('%s', async (_name, args, env, words) => {
    const { code, out, err } = await run(args, env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^✕ /);
    expect(err).toContain(words);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('a cache path that is a folder', async () => {
    const { code, err } = await run(['--cache', place.folder]);
    expect(code).toBe(2);
    expect(err).toContain('it is a folder');
  });

  test('a cache path below a file', async () => {
    const file = join(place.folder, 'file');
    writeFileSync(file, '');
    expect((await run(['--cache', join(file, 'cache')])).code).toBe(2);
  });

  test('a folder that is not writable', async () => {
    const folder = join(place.folder, 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    const { code, err } = await place.runAsOrdinaryUser(['--cache', join(folder, 'cache')]).ended;
    expect(code).toBe(2);
    expect(err).toContain('locked');
  });

  test('a home folder that is not writable, in Korean', async () => {
    const HOME = join(place.folder, 'home');
    mkdirSync(HOME);
    chmodSync(HOME, 0o555);
    const env = { HOME, XDG_CACHE_HOME: '', XDG_DATA_HOME: '', LANG: 'ko_KR.UTF-8' };
    const { code, out, err } = await place.runAsOrdinaryUser([], env).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^✕ "[^"]+" 폴더에 .+ 수 없습니다: 권한이 없습니다\. .+ --cache FILE.+\n$/);
    expect(err.replaceAll(/"[^"]+"|--cache FILE/g, '')).not.toMatch(/[A-Za-z]{3}/);
  });
});

describe('the environment of a stranger', () => {
  // A user without an entry in the system's database, as containers have them.
  const asStranger = process.getuid?.() === 0 ? test : test.skip;
  const runAsStranger = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    place.runAsOrdinaryUser(args, { ...NO_EMULATOR, HOME: undefined, ...env }, 54_321).ended;

  asStranger('a user without home folder has help and --cache, else one line', async () => {
    const { code, out } = await runAsStranger(['--help']);
    expect([code, out]).toEqual([0, expect.stringContaining('--cache FILE')]);
    const cache = join(place.folder, 'cache');
    mkdirSync(cache);
    chmodSync(cache, 0o777);
    const named = ['--plaintext-cache', '--sign-out', '--cache', join(cache, 'tokens')];
    expect(await runAsStranger(named)).toMatchObject({ code: 0 });
  });

  asStranger.each([
    {},
    { HOME: '' },
    { HOME: 'relative' },
    { XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: 'relative' },
  ])('without home folder and with %j nothing is written below the current folder', async (env) => {
    chmodSync(place.folder, 0o777);
    const { code, out, err } = await runAsStranger(['--plaintext-cache'], env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^✕ This user has no home folder .+ --cache FILE\.\n$/);
    expect(readdirSync(place.folder).sort()).toEqual(['endpoints.json', 'sample.cjs']);
  });

  test('a .env.local that is a folder or a pipe is wrong usage, and no wait', async () => {
    const file = join(place.folder, '.env.local');
    mkdirSync(file);
    expect((await run()).code).toBe(2);
    rmdirSync(file);
    execFileSync('mkfifo', [file]);
    const { code, err } = await run();
    expect(code).toBe(2);
    expect(err).toContain('is not a file');
    rmSync(file);
    // Its user has named settings: they are not "not set".
    symlinkSync('nowhere', file);
    expect((await run()).err).toContain(`${file} is a link that leads nowhere.`);
  });

  test('an output that cannot be written is one line and exit code 1', async () => {
    await approve();
    const full = openSync('/dev/full', 'w');
    const { code, err } = await place.run([], {}, full).ended;
    closeSync(full);
    expect(code).toBe(1);
    expect(err).toContain('could not be written to the standard output (ENOSPC)');
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('help and damage', () => {
  test('--help explains itself without an authority', async () => {
    const { code, out } = await run(['--help'], { ENTRA_AUTHORITY: '' });
    expect(code).toBe(0);
    for (const word of ['--open', '--json', '--sign-out', 'Exit codes'])
      expect(out).toContain(word);
  });

  test('a damaged cache file is set aside, said, and the user signs in again', async () => {
    const cache = join(place.folder, 'my.cache');
    writeFileSync(cache, '{"Account": half a fi');
    await approve();
    const { code, out, err } = await run(['--cache', cache]);
    expect(code).toBe(0);
    expect(out).toContain('token from the authority');
    expect(err).toContain('.damaged-');
    const kept = readdirSync(place.folder).filter((name) => name.includes('.damaged-'));
    expect(kept.map((name) => readFileSync(join(place.folder, name), 'utf8'))).toEqual([
      '{"Account": half a fi',
    ]);
  });
});

describe('an interruption', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a hung request at once', async (name, code) => {
    await emulator.control.fault({ at: 'token', answer: { hang: true } });
    const { child, prompted, ended } = place.run();
    await prompted(CODE);
    const started = performance.now();
    child.kill(name);
    expect((await ended).code).toBe(code);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends the wait for a keyring whose bus stays silent', async (name, code) => {
    const path = join(place.folder, 'bus');
    const bus = createServer().listen(path);
    const silent = { ...NO_EMULATOR, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` };
    const { child, ended } = place.run([], silent);
    const [socket] = (await once(bus, 'connection')) as [Socket];
    const started = performance.now();
    child.kill(name);
    expect((await ended).code).toBe(code);
    expect(performance.now() - started).toBeLessThan(2000);
    socket.destroy();
    bus.close();
  });

  test('a reader that goes away causes no crash', async () => {
    await approve();
    const { child, ended } = place.run();
    child.stdout?.destroy();
    expect((await ended).err).not.toMatch(/^\s+at |EPIPE/m);
  });
});
