import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, openHold, readControl } from './emulator-control.mjs';
import { startEmulator } from './start-emulator.mjs';

/** @typedef {import('./emulator-control.mjs').Control} Control */

/** Each time the emulator may be on its way out just then; more often than this it has another reason. */
const attempts = 5;

/** Milliseconds: the signal that ended the emulator may be on its way to this process too. */
const graceForSignals = 100;

/**
 * Makes sure that the emulator of a data folder runs, and keeps it running until `release`.
 *
 * Holding is an open connection: the system closes it when this process ends in any way, and the
 * emulator leaves when the last one is gone. If the emulator dies meanwhile, it is started again.
 *
 * @param {object} options
 * @param {string} options.dataDir absolute path
 * @param {(control: Control) => Promise<void>} [options.onHeld] what a fresh emulator must be told
 * @param {(message: string) => void} [options.onLost] the emulator died and could not be started again
 * @param {((dataDir: string) => Promise<void>) | undefined} [options.start] for tests
 * @returns {Promise<{ release(): void, startNoOther(): void }>} `startNoOther` before this process ends:
 *   what ends it may end the emulator too, as Nx ends all that it has started
 * @throws {Error} what keeps the emulator from running, in words for the person
 */
export async function holdEmulator({ dataDir, onHeld, onLost, start = startEmulator }) {
  let released = false;
  let ending = false;
  let losses = 0;
  /** @type {import('node:http').IncomingMessage | undefined} */
  let stream;

  const hold = async () => {
    const held = await heldNow(dataDir, start);
    stream = held.stream;
    stream.once('close', () => void lost());
    if (released) stream.destroy();
    await onHeld?.(held.control);
  };
  const lost = async () => {
    await pause(graceForSignals);
    if (released || ending) return;
    losses += 1;
    try {
      if (losses > attempts) throw new Error(`It ended ${losses} times. Read why in ${dataDir}.`);
      await hold();
    } catch (error) {
      onLost?.(`The identity emulator is gone. ${/** @type {Error} */ (error).message}`);
    }
  };
  const release = () => {
    released = true;
    stream?.destroy();
  };

  try {
    await hold();
  } catch (error) {
    release();
    throw error;
  }
  return { release, startNoOther: () => void (ending = true) };
}

/**
 * @param {string} dataDir
 * @param {(dataDir: string) => Promise<void>} start
 */
async function heldNow(dataDir, start) {
  for (let attempt = 0; attempt <= attempts; attempt += 1) {
    if (attempt > 0) await start(dataDir);
    const held = await tryHold(readControl(dataDir));
    if (held) return held;
  }
  throw new Error(
    `The identity emulator was started ${attempts} times and let nobody in. Read why in ${dataDir}, or delete that folder to start afresh.`,
  );
}

/** @param {Control | undefined} control */
async function tryHold(control) {
  if (!control || !(await isRunning(control))) return undefined;
  const stream = await openHold(control);
  if (!stream) return undefined;
  // An emulator that was just leaving drops the stream at once: it must still answer afterwards.
  if ((await isRunning(control)) && !stream.closed) return { control, stream };
  stream.destroy();
  return undefined;
}
