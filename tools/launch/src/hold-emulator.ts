import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { said } from '@entra-flows/primitives/said';
import { isRunning, openHold } from './emulator-control.ts';
import { type Control, type EmulatorPlace, readControl } from './emulator-data.ts';
import { startEmulator } from './start-emulator.ts';

/** Each time the emulator may be on its way out just then; more often than this it has another reason. */
const attempts = 5;

/** Milliseconds: the signal that ended the emulator may be on its way to this process too. */
const graceForSignals = 100;

export interface HoldOptions {
  /** What a fresh emulator must be told. */
  onHeld?: (control: Control) => Promise<void>;
  /** The emulator died and could not be started again. */
  onLost?: (message: string) => void;
  /** For tests. */
  start?: (place: EmulatorPlace) => Promise<void>;
}

export interface HeldEmulator {
  release(): void;
  /**
   * Before this process ends: what ends it may end the emulator too, as Nx ends all that it has started.
   */
  startNoOther(): void;
}

/**
 * Makes sure that an emulator runs, and keeps it running until `release`.
 *
 * Holding is an open connection: the system closes it when this process ends in any way, and the
 * emulator leaves when the last one is gone. If the emulator dies meanwhile, it is started again.
 *
 * @throws Error with a message for users: what keeps the emulator from running
 */
export async function holdEmulator(
  place: EmulatorPlace,
  { onHeld, onLost, start = startEmulator }: HoldOptions = {},
): Promise<HeldEmulator> {
  let released = false;
  let ending = false;
  let losses = 0;
  let stream: IncomingMessage | undefined;

  const hold = async () => {
    const held = await holdOnce(place, start);
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
      if (losses > attempts)
        throw new Error(
          said({
            en: `It ended ${losses} times. Read why in ${place.dataDir}.`,
            ko: `${losses}번 종료되었습니다. 이유는 ${place.dataDir} 폴더에 있습니다.`,
          }),
        );
      await hold();
    } catch (error) {
      const { message } = error as Error;
      onLost?.(
        said({
          en: `The identity emulator is gone. ${message}`,
          ko: `ID 에뮬레이터가 사라졌습니다. ${message}`,
        }),
      );
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

async function holdOnce(place: EmulatorPlace, start: (place: EmulatorPlace) => Promise<void>) {
  for (let attempt = 0; attempt <= attempts; attempt += 1) {
    if (attempt > 0) await start(place);
    const held = await tryHold(place.dataDir);
    if (held) return held;
  }
  throw new Error(
    said({
      en: `The identity emulator was started ${attempts} times and let no program in. Read why in ${place.dataDir}, or delete that folder to start afresh.`,
      ko: `ID 에뮬레이터를 ${attempts}번 시작했지만 연결할 수 없었습니다. 이유는 ${place.dataDir} 폴더에 있으며, 그 폴더를 지우면 새로 시작합니다.`,
    }),
  );
}

async function tryHold(dataDir: string) {
  const control = readControl(dataDir);
  if (!control || !(await isRunning(control))) return undefined;
  const stream = await openHold(control);
  if (!stream) return undefined;
  // An emulator that was just leaving takes its file away, and then drops the stream.
  const isStaying = (await isRunning(control)) && readControl(dataDir)?.url === control.url;
  if (isStaying && !stream.closed) return { control, stream };
  stream.destroy();
  return undefined;
}
