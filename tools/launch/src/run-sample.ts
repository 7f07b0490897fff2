import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

/** How a process ended, as Node tells it. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Milliseconds that a sample which the terminal interrupted has for its end before it is asked again. */
const graceForInterrupt = 1000;

/** Not every program of the workspace sees to it by itself. */
const surviveHangup = fileURLToPath(new URL('../survive-hangup.cjs', import.meta.url));

/**
 * Runs a sample in the foreground: terminal, keys and Ctrl-C are its own.
 *
 * @param program how node is to run it, as `programOf` tells
 * @param onSignal called when this process is being ended
 * @param input what the sample reads from file descriptor 3, if anything
 */
export async function runSample(
  program: string[],
  args: string[],
  env: NodeJS.ProcessEnv,
  onSignal: () => void = () => {},
  input?: string,
): Promise<End> {
  const command = ['--require', surviveHangup, ...program, ...args];
  const stdio: StdioOptions = ['inherit', 'inherit', 'inherit'];
  if (input !== undefined) stdio.push('pipe');
  const child = spawn(process.execPath, command, { stdio, env });
  if (input !== undefined) {
    const pipe = child.stdio[3] as Writable;
    pipe.on('error', () => {}); // a sample that ends without reading it
    pipe.end(input);
  }
  const stopForwarding = forwardSignals(child, onSignal);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  } finally {
    stopForwarding();
  }
}

/**
 * Whether a sample would run with these arguments: with `--help` it reads them all, and says what is wrong. With
 * SAMPLE_CHECK it also looks for what it runs in, and says that this is missing.
 */
export function checkSample(program: string[], args: string[], env: NodeJS.ProcessEnv): End {
  // Behind an option --help would be its value. The -- is pnpm's.
  const given = args[0] === '--' ? args.slice(1) : args;
  const { status, signal } = spawnSync(process.execPath, [...program, '--help', ...given], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env, SAMPLE_CHECK: '1' },
  });
  return { code: status, signal };
}

/**
 * Passes on what is sent to this process alone. A Ctrl-C of the terminal reaches the sample by itself
 * and must not reach it twice, as the second one often means "at once, without cleaning up".
 */
function forwardSignals(child: ChildProcess, onSignal: () => void): () => void {
  const timers: NodeJS.Timeout[] = [];
  const interrupt = () => {
    onSignal();
    // On Windows a kill is no interrupt: it ends the sample without a word.
    if (process.platform === 'win32') return;
    if (![0, 1, 2].some((fd) => isatty(fd))) return void child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGINT'), graceForInterrupt));
  };
  const passOn = (signal: NodeJS.Signals) => {
    onSignal();
    child.kill(signal);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', passOn).on('SIGHUP', passOn);
  return () => {
    timers.forEach(clearTimeout);
    process.off('SIGINT', interrupt).off('SIGTERM', passOn).off('SIGHUP', passOn);
  };
}

/** The exit code by which a shell tells how a process ended: 128 and the signal's number for a signal. */
export function signalCode({ code, signal }: End): number {
  return code ?? (signal ? 128 + constants.signals[signal] : 1);
}

/** Ends this process as the sample ended: with its exit code, or by the same signal. */
export function exitLikeChild({ code, signal }: End): void {
  process.exitCode = signalCode({ code, signal });
  if (signal && process.platform !== 'win32') process.kill(process.pid, signal);
}
