import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CacheTask } from '../src/cache/testing/cache-process.ts';
import { cacheProcesses } from '../src/cache/testing/fork-cache-process.ts';

const start = cacheProcesses();
const programs: ChildProcess[] = [];
let home = '';
let file = '';
let env: NodeJS.ProcessEnv = {};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'auth-core-keyring-'));
  file = join(home, 'app', 'tokens');
  env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: join(home, 'run') };
  await mkdir(join(home, 'run'), { mode: 0o700 });
  const bus = run('dbus-daemon', ['--session', '--nofork', '--print-address', '--nopidfile']);
  env['DBUS_SESSION_BUS_ADDRESS'] = (await prints(bus, '\n')).trim();
});

afterEach(async () => {
  for (const program of programs.splice(0).reverse()) {
    const ended = program.exitCode === null && program.signalCode === null && once(program, 'exit');
    program.kill('SIGKILL');
    await ended;
  }
  await rm(home, { recursive: true, force: true });
});

/** Starts a program of the desktop, or says which package is missing. */
function run(command: string, args: string[]): ChildProcess {
  const program = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  program.once('error', (error) => {
    throw new Error(`${command} cannot be started: install the packages dbus and gnome-keyring`, {
      cause: error,
    });
  });
  programs.push(program);
  return program;
}

/** Waits until a program has printed the text. */
async function prints(program: ChildProcess, text: string): Promise<string> {
  let printed = '';
  for await (const chunk of program.stdout!.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes(text)) return printed;
  }
  throw new Error(`${program.spawnfile} ended: ${printed}`);
}

/** Starts the keyring, and waits until it has its name on the bus. */
async function keyring(...options: string[]): Promise<ChildProcess> {
  const bus = run('dbus-monitor', ['--session', "member='NameOwnerChanged'"]);
  await prints(bus, 'NameAcquired');
  const daemon = run('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...options]);
  daemon.stdin!.end('password\n');
  await prints(bus, 'org.freedesktop.secrets');
  return daemon;
}

/** A keyring whose collection is open, under a password of this session. */
const unlockedKeyring = () => keyring('--unlock');

async function tells(task: Omit<CacheTask, 'file'> & Record<string, unknown>): Promise<string[]> {
  const child = start({ key: 'keyring', file, ...task } as CacheTask, env);
  await child.ended;
  return child.done;
}

describe('the token cache with its key in the keyring', () => {
  beforeEach(async () => void (await unlockedKeyring()));

  test('makes the key, finds it again, and removes it with the cache', async () => {
    expect(await tells({ do: 'check' })).toEqual([]);
    expect(await tells({ do: 'sign-in', names: ['ada'] })).toEqual(['ada']);
    expect(await readFile(file, 'latin1')).not.toContain('ada');
    expect(await tells({ do: 'list' })).toEqual(['ada@example']);

    const kept = await readFile(file);
    expect(await tells({ do: 'remove' })).toEqual([]);
    expect(await readdir(join(file, '..'))).toEqual([]);
    await writeFile(file, kept);
    expect(await tells({ do: 'list' })).toEqual(['set aside: key-lost']);
  });

  test('sets a tampered file aside', async () => {
    await tells({ do: 'sign-in', names: ['ada'] });
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(file, bytes);
    expect(await tells({ do: 'list' })).toEqual(['set aside: damaged']);
    expect(await tells({ do: 'sign-in', names: ['ben'] })).toEqual(['ben']);
    expect(await tells({ do: 'list' })).toEqual(['ben@example']);
  });

  test('sets the file aside when the key is lost, and starts anew', async () => {
    await tells({ do: 'sign-in', names: ['ada'] });
    await tells({ do: 'lose-key' });
    expect(await tells({ do: 'sign-in', names: ['ben'] })).toEqual(['set aside: key-lost', 'ben']);
    expect(await tells({ do: 'list' })).toEqual(['ben@example']);
  });

  test('makes one key when six processes need the first one', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const done = await Promise.all(names.map((name) => tells({ do: 'sign-in', names: [name] })));
    expect(done).toEqual(names.map((name) => [name]));
    expect(await tells({ do: 'list' })).toHaveLength(6);
  });

  test('says so when the keyring does not answer in time', async () => {
    const [answer] = await tells({ do: 'check', keyringTimeout: 1 });
    expect(answer).toMatch(
      /^keyring_unavailable: .+ did not answer within 0.001 s\. Start and unlock/,
    );
  });
});

describe('without a keyring that can be used', () => {
  test('nothing is written, and nothing set aside, when there is none', async () => {
    const [answer] = await tells({ do: 'check' });
    expect(answer).toMatch(
      /^keyring_unavailable: .+ or choose another protection: a key file, or plain text\.$/,
    );
    expect(await tells({ do: 'sign-in', names: ['ada'] })).toEqual([
      'not written: keyring_unavailable',
      'ada',
    ]);
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  test('nothing is set aside while the keyring is locked', async () => {
    const unlocked = await unlockedKeyring();
    await tells({ do: 'sign-in', names: ['ada'] });
    const ended = once(unlocked, 'exit');
    unlocked.kill();
    await ended;
    await keyring();

    const [answer] = await tells({ do: 'list' });

    expect(answer).toMatch(/^keyring_unavailable: /);
    expect(await readdir(join(file, '..'))).toEqual(['tokens']);
  });

  test('a keyring that hangs is given up on', async () => {
    (await unlockedKeyring()).kill('SIGSTOP');
    const [answer] = await tells({ do: 'check' });
    expect(answer).toMatch(/^keyring_unavailable: /);
  });

  test('no session bus at all is told in words', async () => {
    env = { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const [answer] = await tells({ do: 'check' });
    expect(answer).toMatch(/^keyring_unavailable: .+Start and unlock a Secret Service/);
  });
});
