import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  browserStandIn,
  emulator,
  openTerminal,
  place,
  useSample,
} from '@entra-flows/sample-testing';

const ADELE = 'adele@contoso.example';
const FRIDA = 'frida@adatum.example';
useSample('cli-username-password');

/** Runs the sample with a file at descriptor 3. */
async function run(password: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const file = join(place.folder, 'password');
  writeFileSync(file, password);
  return runWith(openSync(file, 'r'), args, env).ended;
}

/** @param fd - its descriptor 3, closed here */
function runWith(fd: number, args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [place.bundle, '--password-fd', '3', ...args], {
    cwd: place.folder,
    env: { ...place.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', fd],
  });
  closeSync(fd);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (part) => (out += String(part)));
  child.stderr?.on('data', (part) => (err += String(part)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, ended };
}

/** As the directory of the emulator has them. */
const passwordOf = (name: string) => `Password-of-${name[0]?.toUpperCase()}${name.slice(1)}-1`;

describe('a password from a descriptor', () => {
  test('gives a token, then the cache does, without a password', async () => {
    const first = await run(`${passwordOf('adele')}\n`, ['--account', ADELE]);
    expect(first.err).toBe('');
    expect(first.out).toContain(`${ADELE} (token from the authority`);
    expect(first.out).toContain('Microsoft Graph says: ');
    const second = await place.run().ended;
    expect(second.code).toBe(0);
    expect(second.out).toContain(`${ADELE} (token from the cache`);
  });

  test('of a federated account goes to its AD FS, and not to the authority', async () => {
    const { code, out, err } = await run(passwordOf('frida'), ['--account', FRIDA, '--verbose']);
    expect([code, out]).toEqual([0, expect.stringContaining(`${FRIDA} (token from the authority`)]);
    expect(err).toContain('/usernamemixed 200');
    expect(err).not.toMatch(/grant_type=password|Password-of/);
  });

  test('is nowhere in the output of --verbose, and not in the cache', async () => {
    const { err, out } = await run(passwordOf('adele'), ['--account', ADELE, '--verbose']);
    expect(err).toMatch(/grant_type=password/);
    expect(err + out).not.toContain(passwordOf('adele'));
    expect(err + out).not.toContain(encodeURIComponent(passwordOf('adele')));
  });

  test.each([
    ['nothing', ''],
    ['an empty line', '\n'],
    ['far too much', 'x'.repeat(5000)],
  ])('with %s is wrong usage', async (_name, text) => {
    const { code, err } = await run(text, ['--account', ADELE]);
    expect(code).toBe(2);
    expect(err).toContain('1 to 1024 characters');
  });

  test('that is not open is wrong usage', async () => {
    const { code, err } = await place.run(['--account', ADELE, '--password-fd', '1000']).ended;
    expect(code).toBe(2);
    expect(err).toContain('--password-fd 1000 cannot be read (EBADF)');
  });
});

describe('a pipe that never ends', () => {
  /** Open for writing too, so that no reader ever sees its end. */
  const pipe = (written: string) => {
    const file = join(place.folder, 'pipe');
    execFileSync('mkfifo', [file]);
    const fd = openSync(file, 'r+');
    writeSync(fd, written);
    return fd;
  };

  test.each(['', 'half a passw'])('is bounded by --timeout, after %j', async (written) => {
    const fd = pipe(written);
    const { code, err } = await runWith(fd, ['--account', ADELE, '--timeout', '1']).ended;
    expect(code).toBe(1);
    expect(err).toContain('user_timeout_reached');
    expect(err).not.toContain('half');
  });

  test('gives its first line', async () => {
    const fd = pipe(`${passwordOf('adele')}\nand more`);
    const { code, out } = await runWith(fd, ['--account', ADELE]).ended;
    expect([code, out]).toEqual([0, expect.stringContaining(`${ADELE} (token from the authority`)]);
  });

  test('does not keep the program from ending on SIGTERM', async () => {
    const fd = pipe('');
    const { child, ended } = runWith(fd, ['--account', ADELE, '--verbose']);
    await once(child.stderr!, 'data');
    const started = performance.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a terminal', () => {
  test('asks for the password and shows nothing of it', async () => {
    const terminal = openTerminal(place, ['--account', ADELE]);
    await terminal.shows(/Password of adele@contoso\.example \(not shown\): /);
    terminal.type(`${passwordOf('adele')}x\u007f\r`);
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain(`${ADELE} (token from the authority`);
    expect(terminal.screen()).not.toContain('Password-of');
  });

  test('asks for the name first where none is known', async () => {
    const terminal = openTerminal(place, []);
    await terminal.shows(/User name: /);
    terminal.type(`\r${ADELE}\r`);
    await terminal.shows(/Password of adele@contoso\.example \(not shown\): /);
    terminal.type(`${passwordOf('adele')}\r`);
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain(`${ADELE} (token from the authority`);
  });

  test.each([
    ['Ctrl-C', [], 'half\u0003', 130, /Stopped\./],
    ['the end of the input', [], '\u0004', 1, /: \r\n✕ [^\n]+\(user_canceled\)\r\n$/],
    [
      'the end of the input in Korean',
      ['--lang', 'ko'],
      '\u0004',
      1,
      /: \r\n✕ [^\n]*[가-힣][^\n]+\(user_canceled\)\r\n$/,
    ],
    ['--timeout', ['--timeout', '1'], 'half', 1, /user_timeout_reached/],
  ])('%s ends the question, and shows nothing of it', async (_name, args, keys, code, words) => {
    const terminal = openTerminal(place, ['--account', ADELE, ...args]);
    await terminal.shows(/not shown|표시되지/);
    terminal.type(keys);
    expect(await terminal.ended).toBe(code);
    expect(terminal.screen()).toMatch(words);
    expect(terminal.screen()).not.toContain('half');
  });

  test.each([
    ['user name', [], /User name: /],
    ['password', ['--account', ADELE], /not shown/],
  ])(
    'its window closed at the question for the %s ends it like a hang-up',
    async (_, args, asks) => {
      const terminal = openTerminal(place, args);
      await terminal.shows(asks);
      terminal.close();
      expect(await terminal.ended).toBe(129);
    },
  );

  test('--timeout ends the question for the name', async () => {
    const terminal = openTerminal(place, ['--timeout', '1']);
    await terminal.shows(/User name: /);
    expect(await terminal.ended).toBe(1);
    expect(terminal.screen()).toContain('user_timeout_reached');
  });
});

describe('wrong usage ends with exit code 2', () => {
  test('no user named', async () => {
    const { code, err } = await place.run().ended;
    expect(code).toBe(2);
    expect(err).toContain('--account NAME');
  });

  test('no terminal and no descriptor', async () => {
    const { code, err } = await place.run(['--account', ADELE]).ended;
    expect(code).toBe(2);
    expect(err).toContain('--password-fd 3 3< FILE');
  });

  test('a password as an argument', async () => {
    const { code, err } = await place.run(['--password', 'x', '--account', ADELE]).ended;
    expect(code).toBe(2);
    expect(err).toContain("Unknown option '--password'");
  });
});

describe('what this flow cannot do ends with 1, and on a desktop names the flow that can', () => {
  test.each([
    ['a second factor', 'maya', 'contoso.example', 'AADSTS50076'],
    ['an expired password', 'emil', 'contoso.example', 'AADSTS50055'],
    ['a guest', 'gina', 'northwind.example', 'AADSTS50034'],
  ])('%s', async (_name, user, domain, aadsts) => {
    const { code, err } = await run(
      passwordOf(user),
      ['--account', `${user}@${domain}`],
      browserStandIn(place),
    );
    expect(code).toBe(1);
    expect(err).toContain(aadsts);
    expect(err).toMatch(/^ {2}Or +sign in with the browser/m);
  });

  test('a shared authority, where personal accounts are', async () => {
    const ENTRA_AUTHORITY = emulator.authorityFor('common');
    const { code, err } = await run('x', ['--account', ADELE], {
      ...browserStandIn(place),
      ENTRA_AUTHORITY,
    });
    expect(code).toBe(1);
    expect(err).toContain('AADSTS9001023');
    expect(err).toMatch(/^ {2}Or +sign in with the browser/m);
  });
});

describe('other failures', () => {
  test.each([
    ['a wrong password', 'adele', 'wrong', 'AADSTS50126'],
    ['a locked account', 'lena', passwordOf('lena'), 'AADSTS50053'],
    ['a disabled account', 'dora', passwordOf('dora'), 'AADSTS50057'],
  ])('%s', async (_name, user, password, aadsts) => {
    const { code, out, err } = await run(password, ['--account', `${user}@contoso.example`]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(aadsts);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
