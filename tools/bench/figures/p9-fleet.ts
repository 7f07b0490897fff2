import { setTimeout as delay } from 'node:timers/promises';
import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';

const DEVICES = 2000;
/** Seconds. */
const INTERVAL = 5;

export const fleet: Figure = {
  id: 'P9B',
  title: 'emulator: 2,000 devices',
  what: `emulator: ${DEVICES} devices that poll every ${INTERVAL} s for 60 s`,
  target: 'errors, memory and latency stated',
  async measure({ rounds }) {
    const seconds = rounds < 15 ? 15 : 60;
    await using emulator = await emulatorProcess(INTERVAL);
    const latencies: number[] = [];
    const errors = new Map<string, number>();
    const fail = (what: string) => errors.set(what, (errors.get(what) ?? 0) + 1);
    const idle = await emulator.costs();
    const end = performance.now() + (seconds + INTERVAL) * 1000;

    /** Starts are spread over one interval, as those of real devices are. */
    const device = async (index: number): Promise<void> => {
      await delay((index / DEVICES) * INTERVAL * 1000);
      try {
        const code = await emulator.deviceCode();
        for (;;) {
          await delay(INTERVAL * 1000);
          if (performance.now() > end) return;
          const start = performance.now();
          const { error } = (await emulator.poll(code)).body;
          latencies.push(performance.now() - start);
          if (error !== 'authorization_pending') fail(error ?? 'no error');
        }
      } catch (error) {
        fail((error as Error).message);
      }
    };
    const devices = Promise.all(Array.from({ length: DEVICES }, (_, index) => device(index)));
    await delay(2 * INTERVAL * 1000);
    const ramped = await emulator.costs();
    await devices;
    const done = await emulator.costs();
    const sorted = latencies.sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);
    const total = [...errors.values()].reduce((a, b) => a + b, 0);
    const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
    const kinds = [...errors].map(([what, count]) => `${count} × ${what}`).join(', ');
    return {
      figure: `${total} errors in ${sorted.length} polls; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ${mb(done.rss)} MB`,
      note: `${kinds ? `${kinds}; ` : ''}${seconds} s; memory ${mb(idle.rss)} MB idle, ${mb(ramped.rss)} MB after the ramp; ${((done.cpu - idle.cpu) / sorted.length).toFixed(2)} ms of CPU a poll with sign-up and handshakes; clients in one other process`,
    };
  },
};
