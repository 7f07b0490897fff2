import type { EmulatorControl } from './emulator-control.ts';
import type { Exchange } from '../server/exchange.ts';
import { callControl, type ControlAddress } from './call-control.ts';
import { readTrace } from './read-trace.ts';

/**
 * The control of an emulator in another process.
 *
 * @param address `controlUrl` and `controlSecret` of the emulator, or what its `control.json` says
 * @returns calls that reject with a message for people when the emulator is gone or refuses
 */
export function connectToControl(address: ControlAddress): EmulatorControl {
  const call = (method: string, path: string, body?: unknown) =>
    callControl(address, method, path, body);
  return {
    person: async (rule) => void (await call('POST', '/person', rule)),
    inject: async (scenario) => void (await call('POST', '/scenarios', scenario)),
    play: async (story, label) => void (await call('POST', '/play', { story, label })),
    withdraw: async (name) =>
      void (await call('DELETE', `/scenarios?name=${encodeURIComponent(name)}`)),
    reset: async () => void (await call('DELETE', '/scenarios')),
    advanceClock: async (seconds) => void (await call('POST', '/clock', { seconds })),
    exchanges: async () => (await call('GET', '/exchanges')) as Exchange[],
    trace: (signal) => readTrace(address, signal),
  };
}
