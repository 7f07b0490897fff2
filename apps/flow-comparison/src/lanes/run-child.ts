import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Duplex, Readable, Writable } from 'node:stream';
import { probeFile } from '../places.ts';
import type { FunctionRanges, ServedBundle } from './served-bundle.ts';
import { terminalText } from './redact-terminal.ts';

/** What the probe forwards of auth-core's channels. */
export interface ClientMessage {
  type: 'client';
  /** Of the channel. */
  name: string;
  /** Milliseconds since 1970. */
  at: number;
  message: Record<string, unknown>;
}

/** What a run of a sample tells. */
export interface ChildWatcher {
  client(message: ClientMessage): void;
  terminal(text: string): void;
  /** Lines of main.ts that ran, at the end. */
  lines(ran: number[]): void;
}

/** How a sample ended. */
export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The stage ended it, and this is why. */
  ended?: string;
}

/** A sample that runs. */
export interface RunningChild {
  /** Rejects where the system did not start it. */
  ended: Promise<ChildEnd>;
  /** For samples that read a password. */
  stdin: Writable | null;
  /** Has the probe tell which lines ran so far. */
  askLines(): void;
  /** Ends it and what it started. @param why - for `ChildEnd`; a user's wish without */
  end(why?: string, signal?: NodeJS.Signals): void;
}

/** ms between a request to end and force. */
const grace = 2_000;

/** Marks the processes of a run in their environment. */
const MARK = 'FLOW_COMPARISON_RUN';

/** What ends by force each sample that runs: nothing of one outlives this process, however that ends. */
const enders = new Set<() => void>();
process.on('exit', () => enders.forEach((endNow) => endNow()));

/**
 * Runs the sample itself as a child process, with colours through pipes and with the probe.
 *
 * @param options.id - unique; also finds processes that left the sample's group
 * @param options.longest - ms until the run is given up
 */
export function runChild(
  bundle: ServedBundle,
  args: readonly string[],
  options: {
    id: string;
    env: NodeJS.ProcessEnv;
    cwd: string;
    longest: number;
    channels: readonly string[];
  },
  watcher: ChildWatcher,
): RunningChild {
  const { id, env, cwd, longest, channels } = options;
  const { file, from, to } = bundle;
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(probeFile).href, ...bundle.program, ...args],
    {
      cwd,
      env: {
        ...env,
        FORCE_COLOR: '1',
        [MARK]: id,
        FLOW_COMPARISON_PROBE: JSON.stringify({ channels, file, from, to }),
      },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own, so that what it starts can be ended with it.
      detached: true,
    },
  );
  const endNow = () => {
    endGroup(child, 'SIGKILL');
    endEscaped(id);
  };
  enders.add(endNow);
  // Without a free descriptor there are no streams at all, whatever the types say.
  const { stdio } = child as { stdio?: readonly unknown[] };
  const probe = stdio?.[3] as Duplex | undefined;
  let ended: string | undefined;
  const end = (why?: string, signal: NodeJS.Signals = 'SIGTERM') => {
    ended ??= why;
    endGroup(child, signal);
    setTimeout(() => endGroup(child, 'SIGKILL'), grace).unref();
  };
  const text = terminalText(
    (part) => watcher.terminal(part),
    () => end('too-much-output', 'SIGKILL'),
  );
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => text.add(part));
  child.stdin?.on('error', () => {});
  readMessages(probe, (message) => {
    if (message.type === 'client') watcher.client(message);
    else {
      const ran = bundle.linesThatRan(message.functions);
      if (ran.length > 0) watcher.lines(ran);
    }
  });
  const timer = setTimeout(() => end('too-long', 'SIGTERM'), longest);
  const over = whenOver(child).finally(() => {
    clearTimeout(timer);
    text.end();
    enders.delete(endNow);
    endNow();
  });
  const result = over.then((how) => ({ ...how, ...(ended !== undefined && { ended }) }));
  // Some look at it later.
  result.catch(() => {});
  return {
    stdin: child.stdin,
    askLines: () => void probe?.write('\n'),
    end,
    ended: result,
  };
}

async function whenOver(child: ChildProcess): Promise<ChildEnd> {
  // One that did not start tells both.
  const closed = once(child, 'close').catch(() => {});
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  // What it started may hold its pipes.
  const late = new Promise((resolve) => setTimeout(resolve, 500).unref());
  await Promise.race([closed, late]);
  for (const stream of child.stdio) stream?.destroy();
  return { code, signal };
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It is over.
  }
}

/** A process that made itself a session of its own keeps the mark in its environment. */
function endEscaped(id: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      if (readFileSync(`/proc/${name}/environ`, 'latin1').includes(`${MARK}=${id}\0`))
        process.kill(Number(name), 'SIGKILL');
    } catch {
      // Another user's, or over.
    }
  }
}

type ProbeMessage = ClientMessage | { type: 'coverage'; functions: FunctionRanges[] };

/** Characters of one message; the sample could write to the descriptor, too. */
const longestMessage = 1_000_000;

function readMessages(
  stream: Readable | undefined,
  onMessage: (message: ProbeMessage) => void,
): void {
  let rest = '';
  stream?.on('error', () => {});
  stream?.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestMessage) rest = '';
    for (const line of lines) {
      try {
        const message = JSON.parse(line) as ProbeMessage;
        if (message.type === 'client' || message.type === 'coverage') onMessage(message);
      } catch {
        // Not the probe's.
      }
    }
  });
}
