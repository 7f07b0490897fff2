import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { integrityOf, TEMPLATES_FILE, type Templates } from '@entra-flows/create';
import { openCommand } from '@entra-flows/sample-testing';
import { bundleCreate } from './bundle-create.ts';

// The command as it is packed, with one small sample: a process of its own, which needs no package.

let packed: string;
let home: string;
let licences: string;
const command = () => join(packed, 'create.cjs');

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'packed-'));
  licences = await bundleCreate(command());
  const content = 'a tarball';
  writeFileSync(join(packed, 'auth-core.tgz'), content);
  const library = { version: '0.1.0', file: 'auth-core.tgz', integrity: integrityOf(content) };
  const templates: Templates = {
    version: '0.1.0',
    libraries: { '@entra-flows/auth-core': library },
    samples: {
      'cli-interactive': {
        files: { 'src/main.ts': '// main\n' },
        manifest: {
          scripts: {},
          dependencies: { '@entra-flows/auth-core': '*' },
          devDependencies: {},
        },
      },
    },
  };
  writeFileSync(join(packed, TEMPLATES_FILE), JSON.stringify(templates));
});
afterAll(() => rmSync(packed, { recursive: true, force: true }));
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'create-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const env = { PATH: process.env['PATH'], HOME: tmpdir(), BROWSER: '/usr/bin/browser' };

function run(args: string[], under: string[] = [], program = command()) {
  const [file = '', ...rest] = [...under, process.execPath, program, ...args];
  const { status, stdout, stderr } = spawnSync(file, rest, { cwd: home, env, encoding: 'utf8' });
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code: status, out: stdout, err: stderr };
}
const sample = ['--sample', 'cli-interactive'];

describe('at a terminal', () => {
  const open = () => openCommand([process.execPath, command()], { cwd: home, env });

  test('asks, and writes what was answered', async () => {
    const terminal = open();
    await terminal.shows(/What kind of program is it\?/);
    terminal.type('1\r');
    await terminal.shows(/Does the system have a broker, such as/);
    terminal.type('2\r');
    await terminal.shows(/Can it open a browser\?/);
    terminal.type('1\r');
    await terminal.shows(/Folder, or 0 to go back \[cli-interactive\]: /);
    terminal.type('my app\r');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain("cd -- 'my app'");
    expect(readdirSync(home)).toEqual(['my app']);
  });

  test('asks for a name where the folder gives none, and Ctrl-C there ends it, too', async () => {
    const args = [process.execPath, command(), ...sample];
    for (const [typed, code, files] of [
      ['\u0003', 130, []],
      ['own-name\r', 0, ['앱']],
    ] as const) {
      const terminal = openCommand(args, { cwd: home, env: { ...env, LC_ALL: 'C.UTF-8' } });
      await terminal.shows(/Folder \[cli-interactive\]: /);
      terminal.type('앱\r');
      await terminal.shows(/gives no name that npm[^]*\nName: /);
      terminal.type(typed);
      expect(await terminal.ended).toBe(code);
      expect(terminal.screen()).not.toContain('--name');
      expect(readdirSync(home)).toEqual(files);
    }
  });

  test('Ctrl-C ends it with 130, Ctrl-D with 2, and nothing is written', async () => {
    for (const [key, code, words] of [
      ['\u0003', 130, 'Interrupted.'],
      ['\u0004', 2, 'The input ended before the question was answered.'],
    ] as const) {
      const terminal = open();
      await terminal.shows(/What kind of program is it\?[^]*\]: /);
      terminal.type(key);
      expect(await terminal.ended).toBe(code);
      expect(terminal.screen()).toContain(words);
      expect(terminal.screen()).not.toMatch(/^\s+at /m);
    }
    expect(readdirSync(home)).toEqual([]);
  });
});

test('an update that is killed at any step can be run again, and leaves nothing of its own', () => {
  run(['app', '--sample', 'cli-interactive']);
  const later = join(home, 'later');
  cpSync(packed, later, { recursive: true });
  const templates = JSON.parse(readFileSync(join(packed, TEMPLATES_FILE), 'utf8')) as Templates;
  const sample = templates.samples['cli-interactive'];
  templates.version = '0.2.0';
  if (sample) sample.files = { 'src/renamed.ts': '// main\n' };
  writeFileSync(join(later, TEMPLATES_FILE), JSON.stringify(templates));
  const preload = join(home, 'kill.cjs');
  writeFileSync(
    preload,
    `const fs = require('node:fs');
     let left = Number(process.env.KILL_AT);
     for (const name of ['renameSync', 'rmSync']) {
       const real = fs[name];
       fs[name] = (...args) => (--left === 0 ? process.kill(process.pid, 'SIGKILL') : real(...args));
     }
     require('node:module').syncBuiltinESMExports();`,
  );
  const update = (folder: string, killAt: number) =>
    spawnSync(
      process.execPath,
      ['--require', preload, join(later, 'create.cjs'), 'update', folder, '--merge'],
      { cwd: home, env: { ...env, KILL_AT: String(killAt) }, encoding: 'utf8' },
    );
  const state = (folder: string) =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).sort();

  cpSync(join(home, 'app'), join(home, 'whole'), { recursive: true });
  expect(update('whole', 0)).toMatchObject({ status: 0 });
  for (let step = 1; ; step++) {
    const folder = `killed-${step}`;
    cpSync(join(home, 'app'), join(home, folder), { recursive: true });
    if (update(folder, step).signal !== 'SIGKILL') {
      expect(step).toBeGreaterThan(8);
      break;
    }
    expect(update(folder, 0)).toMatchObject({ status: 0, stderr: '' });
    expect(state(folder)).toEqual(state('whole'));
  }
});

test('--help lists the samples and the exit codes, also behind a --', () => {
  for (const args of [['--help'], ['--', '-h']]) {
    const { code, out, err } = run(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ {2}cli-interactive +a program/m);
    expect(out).not.toContain('cli-device-code');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  }
});

test('a tarball beside the command that was tampered with, or is gone, ends in one message', () => {
  const other = join(home, 'other');
  cpSync(packed, other, { recursive: true });
  const created = () => run(['app', ...sample], [], join(other, 'create.cjs'));
  writeFileSync(join(other, 'auth-core.tgz'), 'another tarball');
  expect(created()).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('auth-core.tgz differs'),
  });
  rmSync(join(other, 'auth-core.tgz'));
  expect(created()).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('auth-core.tgz is missing'),
  });
  for (const text of ['{', 'null', '[]', '{"version":"1.0.0"}']) {
    writeFileSync(join(other, TEMPLATES_FILE), text);
    expect(created()).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('templates.json cannot be read'),
    });
  }
  expect(readdirSync(home)).toEqual(['other']);
});

describe('a disk that takes nothing', () => {
  const isRoot = process.getuid?.() === 0;

  test('is named with what to do, and nothing of the copy stays', () => {
    const disk = join(home, 'disk');
    mkdirSync(disk);
    // Without the rights for a small disk, the kernel refuses each write of the process instead.
    const limited = ['sh', '-c', 'ulimit -S -f 0; exec "$@"', 'sh'];
    if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', disk]);
    try {
      const { code, out, err } = run([join('disk', 'app'), ...sample], isRoot ? [] : limited);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(
        isRoot
          ? /^(?:✕|\[x\]) It was not finished: ENOSPC.* The disk is full\./
          : /^(?:✕|\[x\]) It was not finished: EFBIG/,
      );
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      if (isRoot) execFileSync('umount', ['--lazy', disk]);
    }
  });

  test('or a folder that the user may not write to, likewise', () => {
    const locked = join(home, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    chmodSync(home, 0o755);
    chmodSync(packed, 0o755);
    const under = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const { code, out, err } = run(['locked/app', ...sample], under);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^(?:✕|\[x\]) It was not finished: EACCES.* Check that you may write there/,
    );
    expect(readdirSync(locked)).toEqual([]);
    // A folder that may be written to, with one inside that may not: no file of the copy gets there.
    chmodSync(locked, 0o777);
    mkdirSync(join(locked, 'src'));
    chmodSync(join(locked, 'src'), 0o555);
    const inside = run(['locked', ...sample, '--force'], under);
    expect([inside.code, inside.err]).toEqual([1, expect.stringContaining('EACCES')]);
    expect(readdirSync(locked)).toEqual(['src']);
  });

  test('or a current folder that is gone', () => {
    const gone = ['sh', '-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'sh'];
    const { code, out, err } = run(['app', ...sample], gone);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/It was not finished: ENOENT.* Go to one that is there/);
  });

  test('or an output that is full, ends in no stack trace', () => {
    const line = `'${process.execPath}' '${command()}' --help`;
    const shell = (script: string) => {
      const { status, stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
      return [status, stderr];
    };
    expect(shell(`${line} >/dev/full`)).toEqual([
      1,
      expect.stringMatching(/^(?:✕|\[x\]) The output could not be written: ENOSPC.*\n$/),
    ]);
  });
});

test('the licences of the packages inside come along', () => {
  for (const name of ['node-diff3', 'validate-npm-package-name', 'valibot'])
    expect(licences).toMatch(new RegExp(`^${name}\\n\\n[^]*Copyright`, 'm'));
});
