import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node-flags.mjs';
import { openStartLog } from './open-start-log.mjs';
import { programOf } from './program-of.mjs';

const server = join(root, 'apps/identity-emulator/src/server.ts');

/**
 * Starts the emulator of a data folder in the background and waits until it serves.
 *
 * It gets a session of its own, so that Ctrl-C in this terminal does not reach it: another terminal
 * may be using it. It leaves by itself when nobody holds it.
 *
 * @param {string} dataDir absolute path
 * @param {object} [options]
 * @param {string[]} [options.program] what node is to run, for tests
 * @param {string[]} [options.more] arguments of the emulator
 * @param {number} [options.deadline] milliseconds
 * @throws {Error} with what the emulator said, or where to read why it said nothing
 */
export async function startEmulator(dataDir, { program, more = [], deadline = 60_000 } = {}) {
  const command = [...(program ?? (await programOf(server))), '--data', dataDir, ...more];
  const log = join(dataDir, 'start.log');
  const stderr = openStartLog(log);
  const child = spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', stderr ?? 'ignore', 'ipc'],
  });
  if (stderr !== undefined) closeSync(stderr);
  try {
    await ready(child, deadline, log);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} deadline
 * @param {string} log
 */
async function ready(child, deadline, log) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    await new Promise((resolve, reject) => {
      /** @param {string} why */
      const fail = (why) => reject(new Error(`The identity emulator ${why}`));
      const ended = () => {
        const how = child.signalCode ?? child.exitCode;
        // Its last words may still be on the way when it is already gone.
        if (how === null || child.connected) return;
        fail(`ended before it was ready (${how}). Read why in ${log}, then try again.`);
      };
      timer = setTimeout(
        () =>
          fail(`did not get ready in ${deadline / 1000} s. Read why in ${log}, then try again.`),
        deadline,
      );
      child.once('error', ({ message }) => fail(`could not be started: ${message}`));
      child.on('exit', ended).on('disconnect', ended);
      child.on('message', (/** @type {any} */ said) => {
        if (said?.type === 'ready') resolve(undefined);
        else if (said?.type === 'error') reject(new Error(String(said.message)));
      });
    });
  } finally {
    clearTimeout(timer);
  }
}
