import { spawn } from 'node:child_process';
import { isatty } from 'node:tty';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} End as Node tells how a process ended */

/** How long a sample that the terminal interrupted has for its end before it is asked again. */
const patience = 1000;

/**
 * Runs a sample in the foreground: terminal, keys and Ctrl-C are its own.
 *
 * @param {string[]} program how node is to run it, as `programOf` tells
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<End>}
 */
export async function runSample(program, args, env) {
  const child = spawn(process.execPath, [...program, ...args], { stdio: 'inherit', env });
  const stopForwarding = forwardSignals(child);
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
 */
function forwardSignals(child) {
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const interrupt = () => {
    // On Windows a kill is no interrupt: it ends the sample without a word.
    if (process.platform === 'win32') return;
    if (![0, 1, 2].some((fd) => isatty(fd))) return void child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGINT'), patience));
  };
  const terminate = () => void child.kill('SIGTERM');
  const hangUp = () => void child.kill('SIGHUP');
  process.on('SIGINT', interrupt).on('SIGTERM', terminate).on('SIGHUP', hangUp);
  return () => {
    timers.forEach(clearTimeout);
    process.off('SIGINT', interrupt).off('SIGTERM', terminate).off('SIGHUP', hangUp);
  };
}
