import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CacheTask } from '../src/cache/testing/cache-process.ts';
import { type DesktopSession, desktopSession } from '../src/cache/testing/desktop-session.ts';
import { readSecret } from '../src/cache/secret-service/read-secret.ts';
import { cacheProcesses } from '../src/cache/testing/fork-cache-process.ts';

const start = cacheProcesses();
let home = '';
let file = '';
let session: DesktopSession;
let env: NodeJS.ProcessEnv = {};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'auth-core-keyring-'));
  file = join(home, 'app', 'tokens');
  session = await desktopSession(home);
  ({ env } = session);
});

afterEach(async () => {
  await session.end();
  await rm(home, { recursive: true, force: true });
});

async function tells(task: Omit<CacheTask, 'file'> & Record<string, unknown>): Promise<string[]> {
  const child = start({ key: 'keyring', file, ...task } as CacheTask, env);
  await child.ended;
  return child.done;
}

describe('the token cache with its key in the keyring', () => {
  beforeEach(async () => void (await session.unlockedKeyring()));

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

  test('an open keyring is read without a process of its own', async () => {
    await tells({ do: 'sign-in', names: ['ada'] });
    process.env['DBUS_SESSION_BUS_ADDRESS'] = env['DBUS_SESSION_BUS_ADDRESS'];
    const read = (username: string) =>
      readSecret({ service: '@entra-flows/auth-core', username }, AbortSignal.timeout(20_000));
    expect(await read(file)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(await read(`${file}-of-another`)).toBeUndefined();
  });

  test('a program that is its own executable does not start itself to ask', async () => {
    const named = `process.execPath='${join(home, 'my-app')}'`;
    env = { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(named)}` };
    expect(await tells({ do: 'sign-in', names: ['ada'] })).toEqual(['ada']);
    expect(await tells({ do: 'remove' })).toEqual([]);
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
    const unlocked = await session.unlockedKeyring();
    await tells({ do: 'sign-in', names: ['ada'] });
    const ended = once(unlocked, 'exit');
    unlocked.kill();
    await ended;
    await session.keyring();

    const [answer] = await tells({ do: 'list' });

    expect(answer).toMatch(/^keyring_unavailable: /);
    expect(await readdir(join(file, '..'))).toEqual(['tokens']);
  });

  test('a keyring that hangs is given up on', async () => {
    (await session.unlockedKeyring()).kill('SIGSTOP');
    const [answer] = await tells({ do: 'check' });
    expect(answer).toMatch(/^keyring_unavailable: /);
  });

  test.each<[string, (string | Buffer)[]]>([
    ['accepts and stays silent', []],
    ['lets this user in and stays silent', ['OK 00\r\n']],
    ['says hello and stays silent', ['OK 00\r\n', helloAnswer()]],
  ])('a session bus that %s is given up on, and keeps no signal away', async (_, answers) => {
    await using bus = await silentBus(join(home, 'silent'), answers);
    env = { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus.path}` };
    expect(await tells({ do: 'check', keyringTimeout: 300 })).toEqual([
      expect.stringMatching(/^keyring_unavailable: .+ did not answer within 0\.3 s\. /),
    ]);

    const waiting = start({ key: 'keyring', file, do: 'check' }, env);
    await bus.connected();
    waiting.child.kill('SIGTERM');
    expect(await waiting.ended).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('no process that asks the keyring outlives a killed one', async () => {
    await using bus = await silentBus(join(home, 'silent'));
    env = { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus.path}` };
    const waiting = start({ key: 'keyring', file, do: 'remove' }, env);
    const connection = await bus.connected();
    waiting.child.kill('SIGKILL');
    await once(connection, 'close');
  });

  test('no session bus at all is told in words', async () => {
    env = { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const [answer] = await tells({ do: 'check' });
    expect(answer).toMatch(/^keyring_unavailable: .+Start and unlock a Secret Service/);
  });
});

/** A bus that takes connections, and for each thing it is told gives one of the answers, then none. */
async function silentBus(path: string, answers: readonly (string | Buffer)[] = []) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    const left = [...answers];
    socket.on('data', () => {
      const answer = left.shift();
      if (answer) socket.write(answer);
    });
  }).listen(path);
  await once(server, 'listening');
  return {
    path,
    async connected(): Promise<Socket> {
      const [socket] = (await once(server, 'connection')) as [Socket];
      return socket;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A method return to the first call, with the text `:1.1`. */
function helloAnswer(): Buffer {
  const head = [108, 2, 0, 1, 9, 0, 0, 0, 1, 0, 0, 0, 15, 0, 0, 0];
  const fields = [5, 1, 117, 0, 1, 0, 0, 0, 8, 1, 103, 0, 1, 115, 0, 0];
  return Buffer.from([...head, ...fields, 4, 0, 0, 0, ...Buffer.from(':1.1\0')]);
}
