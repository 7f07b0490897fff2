import { spawn } from 'node:child_process';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} End as Node tells how a process ended */

/** How long a sample that the terminal interrupted has for its end before it is asked again. */
const patience = 1000;

/** Not every program of the workspace sees to it by itself. */
const surviveHangup = fileURLToPath(new URL('survive-hangup.cjs', import.meta.url));

/**
 * Runs a sample in the foreground: terminal, keys and Ctrl-C are its own.
 *
 * @param {string[]} program how node is to run it, as `programOf` tells
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {() => void} [onSignal] this process is being ended
 * @returns {Promise<End>}
 */
export async function runSample(program, args, env, onSignal = () => {}) {
  const command = ['--require', surviveHangup, ...program, ...args];
  const child = spawn(process.execPath, command, { stdio: 'inherit', env });
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
 * Passes on what is sent to this process alone. A Ctrl-C of the terminal reaches the sample by itself
 * and must not reach it twice, as the second one often means "at once, without cleaning up".
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => void} onSignal
 */
function forwardSignals(child, onSignal) {
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const interrupt = () => {
    onSignal();
    // On Windows a kill is no interrupt: it ends the sample without a word.
    if (process.platform === 'win32') return;
    if (![0, 1, 2].some((fd) => isatty(fd))) return void child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGINT'), patience));
  };
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    onSignal();
    child.kill(signal);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', passOn).on('SIGHUP', passOn);
  return () => {
    timers.forEach(clearTimeout);
    process.off('SIGINT', interrupt).off('SIGTERM', passOn).off('SIGHUP', passOn);
  };
}
