import type { IncomingMessage } from 'node:http';
import { whenAborted } from '@entra-flows/primitives/race-with-signal';
import type { Exchange } from '../server/exchange-log.ts';
import type { TenantPolicy } from '../directory/live-policies.ts';
import type { TraceStep } from '../server/trace-step.ts';
import { callControl, type ControlAddress, openControl, refusalOf } from './call-control.ts';
import type { EmulatorControl } from './emulator-control.ts';

/**
 * Controls an emulator in another process.
 *
 * @param address `controlUrl` and `controlSecret` of the emulator, or the content of its `control.json`
 * @returns the same calls as `emulator.control`; each rejects with a message for users when the emulator
 *   does not answer in 10 seconds or refuses
 * @example
 * const { url, secret } = JSON.parse(await readFile('.emulator/control.json', 'utf8'));
 * const control = connectToControl({ url, secret });
 * await control.fault({ at: 'token', times: 1, answer: { status: 503 } });
 */
export function connectToControl(address: ControlAddress): EmulatorControl {
  const call = (method: string, path: string, body?: unknown) =>
    callControl(address, method, path, body);
  return {
    user: async (rule) => void (await call('POST', '/user', rule)),
    fault: async (fault) => void (await call('POST', '/faults', fault)),
    play: async (scenario, label) => void (await call('POST', '/play', { scenario, label })),
    withdraw: async (name) =>
      void (await call('DELETE', `/faults?name=${encodeURIComponent(name)}`)),
    policies: {
      list: async () => (await call('GET', '/policies')) as TenantPolicy[],
      change: async (...changes) => void (await call('POST', '/policies', { changes })),
    },
    reset: async () => void (await call('DELETE', '/faults')),
    advanceClock: async (seconds) => void (await call('POST', '/clock', { seconds })),
    exchanges: async () => (await call('GET', '/exchanges')) as Exchange[],
    trace: (signal) => readEvents<Exchange>(address, '/trace', signal),
    steps: (signal) => readEvents<TraceStep>(address, '/steps', signal),
  };
}

/** Each event of an emulator in another process, from the moment at which it takes the call. */
function readEvents<Item>(
  address: ControlAddress,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<Item> {
  const opening = openControl(address, 'GET', path);
  opening.catch(() => {}); // the reader gets the error
  const stop = (): void => void opening.then((stream) => stream.destroy()).catch(() => {});
  const unwatch = whenAborted(signal, stop);

  async function* read(): AsyncGenerator<Item> {
    try {
      const stream = await opening;
      if (stream.statusCode !== 200)
        throw new Error(`The emulator refused the trace: HTTP ${stream.statusCode}.`);
      yield* eventsOf<Item>(stream);
    } catch (error) {
      if (!signal?.aborted) throw brokenOff(error as NodeJS.ErrnoException);
    } finally {
      unwatch();
      stop();
    }
  }
  return read();
}

/** Event streams are text lines; ours carry one JSON object a line, or a heartbeat. */
async function* eventsOf<Item>(stream: IncomingMessage): AsyncGenerator<Item> {
  let rest = '';
  for await (const part of stream.setEncoding('utf8')) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as Item;
  }
}

const brokenOff = (error: NodeJS.ErrnoException): Error =>
  error.code === undefined
    ? error
    : new Error('The trace broke off: the emulator is gone, or it was read too slowly.', {
        cause: error,
      });

/** Keeps an emulator in the background running while it is open. */
export interface Lease {
  /** Resolves when the emulator is gone, or after `release`; never rejects. */
  ended: Promise<void>;
  /** Ends the lease and its scenario; the emulator ends a second after the last lease. */
  release(): void;
}

/** What is played while the lease lasts. */
interface LeaseOptions {
  /** A scenario of the catalogue; none when absent. */
  scenario?: string | undefined;
  /** For `control.withdraw`; random when absent. */
  label?: string;
}

/**
 * Keeps an emulator in the background running. The lease and its scenario end with the connection, so
 * also when this process is killed.
 *
 * @param address content of the emulator's `control.json`
 * @param options a scenario to play meanwhile
 * @throws Error with a message for users when the emulator does not answer in 10 seconds or refuses
 * @example
 * const lease = await holdEmulator({ url, secret }, { scenario: 'throttled' });
 * // … run the client
 * lease.release();
 */
export async function holdEmulator(
  address: ControlAddress,
  { scenario, label }: LeaseOptions = {},
): Promise<Lease> {
  const query = new URLSearchParams({ ...(scenario && { scenario }), ...(label && { label }) });
  const stream = await openControl(address, 'GET', `/hold?${query.toString()}`);
  if (stream.statusCode !== 200) throw await refusalOf(stream);
  stream.on('error', () => {}); // 'close' follows
  stream.resume(); // heartbeats
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  return { ended, release: () => void stream.destroy() };
}
