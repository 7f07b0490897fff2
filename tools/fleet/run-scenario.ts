import type { Authority, Memory } from './authority.ts';
import type { Device } from './device.ts';
import { type SimulatedTime, TICK } from './simulated-time.ts';
import type { Fleet, Scenario } from './scenarios.ts';
import { seen, type Seen } from './seen-by-authority.ts';

/** What came of a scenario. Seconds are those of the simulated clock. */
export interface ScenarioFigures extends Seen {
  name: string;
  title: string;
  what: string;
  /** Until the last device had a token. */
  seconds: number;
  /** Devices with a token, by seconds since the scenario began. */
  withToken: number[];
  /** Devices that have none at the end. */
  withoutToken: number;
  /** Why devices gave up, if any did. */
  faults: string[];
  /** At the end; the fleet's in bytes, and the connections of the emulator. */
  memory: { emulator: Memory; fleet: number; connections: number };
  /** ms of CPU that the emulator took. */
  emulatorCpu: number;
}

export interface ScenarioParts {
  devices: readonly Device[];
  /** Those of them that have a token; the scenario changes it. */
  holders: Set<Device>;
  authority: Authority;
  random: () => number;
  time: SimulatedTime;
  pass(ended: Promise<unknown>, onTick: () => void): Promise<boolean>;
  onProgress(second: number, withToken: number): void;
}

export async function runScenario(
  scenario: Scenario,
  parts: ScenarioParts,
): Promise<ScenarioFigures> {
  const { devices, holders, authority, random, time, pass, onProgress } = parts;
  const before = await authority.figures();
  const start = time.now();
  const withToken: number[] = [];
  const faults: string[] = [];

  const each: Fleet['each'] = async (meet) => {
    await Promise.all(
      devices.map((device) =>
        meet(inScenario(device, holders)).catch((error: Error) => void faults.push(error.message)),
      ),
    );
  };
  const onTick = () => {
    const second = Math.floor((time.now() - start) / 1000);
    // Seconds in which nothing happened are as the one before.
    const last = withToken.at(-1) ?? holders.size;
    while (withToken.length < second) withToken.push(last);
    withToken[second] = holders.size;
    onProgress(second, holders.size);
  };
  const ended = scenario.play({ authority, random, wait: time.wait, each });
  const isOver = await pass(ended, onTick);
  if (isOver) await ended;
  const { counts, cpu, memory, connections } = await authority.figures();
  const { name, title, what } = scenario;
  const seconds = Math.ceil((time.now() - start) / 1000);
  return {
    ...{ name, title, what, seconds, withToken, faults },
    ...seen(counts, start / TICK, seconds),
    withoutToken: devices.length - holders.size,
    memory: { emulator: memory, fleet: process.memoryUsage.rss(), connections },
    emulatorCpu: cpu - before.cpu,
  };
}

function inScenario(device: Device, holders: Set<Device>) {
  const holding = async (attempt: Promise<void>) => {
    await attempt;
    holders.add(device);
  };
  return {
    lose: () => void holders.delete(device),
    getToken: (renew: boolean) => holding(device.getToken(renew)),
    getTokenInTurn: (renew: boolean) => holding(device.getTokenInTurn(renew)),
  };
}
