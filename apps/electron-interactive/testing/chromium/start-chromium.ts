import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Parameters = Record<string, unknown>;
type Listener = (method: string, parameters: Parameters) => void;
interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Parameters;
  result?: Parameters;
  error?: { message: string };
}

/** Chromium's DevTools protocol, over a pipe. */
export interface Chromium {
  /** @throws {Error} what Chromium says */
  send(method: string, parameters?: Parameters, session?: string): Promise<Parameters>;
  /** @param session - of one page */
  onEvents(session: string, listener: Listener): void;
  onEnd(listener: () => void): void;
  /** Ends it at once, with its profile. */
  end(): Promise<void>;
}

const args = [
  '--headless=new',
  '--no-startup-window',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  '--password-store=basic',
  // A window shows files of the app alone: nothing of it may leave this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
];

/**
 * Starts a Chromium that two talk to: the stand-in over a pipe, and Playwright over the port that
 * Chromium names on stderr, as Electron does.
 */
export function startChromium(): Chromium {
  const profile = mkdtempSync(join(tmpdir(), 'electron-stand-in-'));
  const child = spawn(
    process.env['CHROMIUM'] || 'chromium',
    [...args, `--user-data-dir=${profile}`],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      detached: true, // a group of processes, to be ended together
    },
  );
  eachPart(child.stderr as Readable, '\n', (line) => {
    if (line.startsWith('DevTools listening')) process.stderr.write(`${line}\n`);
  });
  const toChromium = child.stdio[3] as Writable;
  toChromium.on('error', () => undefined);
  const waiting = new Map<
    number,
    { resolve(value: Parameters): void; reject(error: Error): void }
  >();
  const listeners = new Map<string, Listener>();
  eachPart(child.stdio[4] as Readable, '\0', (text) => {
    const {
      id,
      sessionId = '',
      method = '',
      params = {},
      result,
      error,
    } = JSON.parse(text) as Message;
    if (id === undefined) return listeners.get(sessionId)?.(method, params);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result ?? {});
  });
  let last = 0;
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { resolve, reject });
        toChromium.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    onEvents: (session, listener) => void listeners.set(session, listener),
    onEnd: (listener) => void child.once('exit', listener),
    async end() {
      child.removeAllListeners('exit');
      const gone = child.exitCode === null && child.signalCode === null && once(child, 'exit');
      if (gone) process.kill(-(child.pid as number), 'SIGKILL');
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

function eachPart(stream: Readable, end: string, take: (part: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split(end);
    rest = parts.pop() ?? '';
    parts.forEach(take);
  });
}
