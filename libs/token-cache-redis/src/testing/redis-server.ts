import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@entra-flows/identity-emulator';

/** A Redis of one test, which can be stopped, started again, and made to hang. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Empty again after `stop`, unless it keeps what it has. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes connections and answers nothing, until `resume`. */
  hang(): void;
  resume(): void;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/**
 * Starts a Redis on a free port of loopback.
 *
 * @param keeps on the disk, each write before it is answered; else nothing is kept
 * @param settings of redis.conf, in addition
 */
export async function startRedis({
  keeps = false,
  settings = {},
}: { keeps?: boolean; settings?: Record<string, string> } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const appendonly = keeps ? 'yes' : 'no';
    const disk = { dir: folder, save: '', appendonly, appendfsync: 'always' };
    const args = { port, bind: '127.0.0.1', ...disk, ...settings };
    const options = Object.entries(args).flatMap(([name, value]) => [`--${name}`, `${value}`]);
    const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    child = started;
    const ended = once(started, 'exit');
    if (await Promise.race([isReady(started), ended.then(() => false)])) return;
    throw new Error('redis-server ended before it was ready');
  }

  async function stop(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    hang: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** False for one that ended: its output is over before its exit is told. */
async function isReady({ stdout }: ChildProcess): Promise<boolean> {
  if (!stdout) throw new Error('redis-server has no output');
  for await (const line of createInterface(stdout)) {
    if (!/ready to accept connections/i.test(line)) continue;
    // The output is not read on, and a full pipe would stop the server.
    stdout.resume();
    return true;
  }
  return false;
}
