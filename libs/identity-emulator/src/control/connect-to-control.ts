import type { IncomingMessage } from 'node:http';
import type { Exchange } from '../server/exchange-log.ts';
import { callControl, type ControlAddress, openControl } from './call-control.ts';
import type { EmulatorControl } from './emulator-control.ts';

/**
 * The control of an emulator in another process.
 *
 * @param address `controlUrl` and `controlSecret` of the emulator, or what its `control.json` says
 * @returns calls that reject with a message for users when the emulator is gone or refuses
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
    reset: async () => void (await call('DELETE', '/faults')),
    advanceClock: async (seconds) => void (await call('POST', '/clock', { seconds })),
    exchanges: async () => (await call('GET', '/exchanges')) as Exchange[],
    trace: (signal) => readTrace(address, signal),
  };
}

/** Each exchange of an emulator in another process, from the moment at which it takes the call. */
function readTrace(address: ControlAddress, signal?: AbortSignal): AsyncGenerator<Exchange> {
  const opening = openControl(address, 'GET', '/trace');
  opening.catch(() => {}); // whoever reads hears of it
  const stop = (): void => void opening.then((stream) => stream.destroy()).catch(() => {});
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();

  async function* read(): AsyncGenerator<Exchange> {
    try {
      const stream = await opening;
      if (stream.statusCode !== 200)
        throw new Error(`The emulator refused the trace: HTTP ${stream.statusCode}.`);
      yield* exchangesOf(stream);
    } catch (error) {
      if (!signal?.aborted) throw brokenOff(error as NodeJS.ErrnoException);
    } finally {
      signal?.removeEventListener('abort', stop);
      stop();
    }
  }
  return read();
}

/** Event streams are text lines; ours carry one JSON object a line, or a heartbeat. */
async function* exchangesOf(stream: IncomingMessage): AsyncGenerator<Exchange> {
  let rest = '';
  for await (const part of stream.setEncoding('utf8')) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as Exchange;
  }
}

const brokenOff = (error: NodeJS.ErrnoException): Error =>
  error.code === undefined
    ? error
    : new Error('The trace broke off: the emulator is gone, or it was read too slowly.', {
        cause: error,
      });
