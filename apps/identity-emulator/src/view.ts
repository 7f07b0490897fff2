import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connectToControl,
  holdEmulator,
  type ControlAddress,
  type Exchange,
  type Lease,
} from '@entra-flows/identity-emulator';
import { said } from '@entra-flows/primitives/said';
import { controlFile } from './data-folder.ts';
import type { Endpoints } from './introduction.ts';

export interface View {
  endpoints: Endpoints;
  control: ControlAddress;
  /** Rejects when the emulator is gone for good. */
  ended: Promise<never>;
  /** Withdraws the scenario and releases the lease. */
  close(): Promise<void>;
}

/** Milliseconds in which an emulator that died must be back: a launcher starts it again. */
const comeback = 10_000;

/**
 * Watches the emulator that serves.
 *
 * @param endpointsPath the file that names its addresses; the control file lies beside it
 * @param scenario a scenario to play meanwhile
 * @throws Error with a message for users when the emulator cannot be found
 */
export async function openView(
  endpointsPath: string,
  scenario: string | undefined,
  onExchange: (exchange: Exchange) => void,
): Promise<View> {
  const endpoints = await readJson<Endpoints>(endpointsPath);
  let control: ControlAddress;
  let lease: Lease;
  const leaving = new AbortController();
  const open = async (): Promise<void> => {
    control = await readJson<ControlAddress>(controlFile(dirname(endpointsPath)));
    lease = await holdEmulator(control, { scenario, label });
    void pass(connectToControl(control).trace(leaving.signal), onExchange);
  };
  const watch = async (): Promise<never> => {
    for (;;) {
      await lease.ended;
      if (leaving.signal.aborted) return new Promise<never>(() => {});
      await again(open);
    }
  };
  await open();
  return {
    endpoints,
    control: control!,
    ended: watch(),
    async close() {
      leaving.abort();
      if (scenario !== undefined)
        await connectToControl(control)
          .withdraw(label)
          .catch(() => {});
      lease.release();
    },
  };
}

async function again(open: () => Promise<void>): Promise<void> {
  for (const until = Date.now() + comeback; ; await delay(200)) {
    try {
      return await open();
    } catch (error) {
      if (Date.now() > until)
        throw new Error(
          said({
            en: 'The identity emulator is gone. Start this view again.',
            ko: 'ID 에뮬레이터가 사라졌습니다. 이 보기를 다시 시작하세요.',
          }),
          { cause: error },
        );
    }
  }
}

/** This process's own, so that two views do not undo each other's scenario; the lease ends it too. */
const label = `view-${process.pid}`;

/** A trace that breaks off ends with its emulator, and so does the lease, which is taken again. */
async function pass(
  trace: AsyncIterable<Exchange>,
  onExchange: (exchange: Exchange) => void,
): Promise<void> {
  try {
    for await (const exchange of trace) onExchange(exchange);
  } catch {
    // the lease ends too
  }
}

async function readJson<Content>(path: string): Promise<Content> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Content;
  } catch (error) {
    throw new Error(
      said({
        en:
          `No identity emulator can be found: ${path} cannot be read. ` +
          'Start this view with: npm start -- identity-emulator',
        ko:
          `ID 에뮬레이터를 찾을 수 없습니다. ${path} 파일을 읽을 수 없습니다. ` +
          '다음과 같이 시작하세요: npm start -- identity-emulator',
      }),
      { cause: error },
    );
  }
}
