import { PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration } from '@entra-flows/auth-core';
import { type Authority, type Memory, startAuthority } from './authority.ts';
import { type Device, newDevice } from './device.ts';
import { type OpenWork, openWork } from './open-work.ts';
import { newUsers, type Users } from './users.ts';
import { type Plan, planFor } from './plan.ts';
import { replaceDate, type SimulatedTime, simulatedTime } from './simulated-time.ts';
import type { Scenario } from './scenarios.ts';
import { runScenario, type ScenarioFigures } from './run-scenario.ts';

export interface FleetOptions {
  devices: number;
  /** Requests a second that the authority takes from all devices together. */
  rate: number;
  seed: number;
  scenarios: readonly Scenario[];
  signal: AbortSignal;
  onProgress(progress: { scenario: Scenario; second: number; withToken: number }): void;
}

export interface FleetFigures {
  devices: number;
  rate: number;
  seed: number;
  plan: Plan;
  scenarios: ScenarioFigures[];
  /** Bytes of the emulator before the first device. */
  idle: Memory;
}

/**
 * Plays scenarios on a fleet. Every request is a true one, over HTTPS to an emulator in another process;
 * the time between requests is left out. It takes the clock of this process for good.
 *
 * @throws the reason of `signal`; Error when the emulator does not answer or ends
 */
export async function runFleet(options: FleetOptions): Promise<FleetFigures> {
  const { devices: count, rate, seed, signal, onProgress } = options;
  const startedAt = Math.floor(Date.now() / 1000) * 1000;
  const time = simulatedTime();
  const work = openWork();
  const authority = await startAuthority({ startedAt, rate, devices: count, work });
  try {
    replaceDate(startedAt, time);
    const idle = (await authority.figures()).memory;
    const random = seededRandom(seed);
    const users = newUsers(time, random);
    const plan = planFor(count, rate);
    const devices = Array.from({ length: count }, () =>
      newDevice({ client: clientOf(authority), plan, random, time, work, show: users.see }),
    );
    const holders = new Set<Device>();
    const parts = { time, work, authority, users, signal };
    const figures: ScenarioFigures[] = [];
    for (const scenario of options.scenarios) {
      // The authority counts by whole seconds; each scenario has its first one for itself.
      const wholeSecond = 2 - ((time.now() / 1000) % 1);
      await passTime(parts, time.wait(wholeSecond + (scenario.hoursBefore ?? 0) * 3600));
      const told = await runScenario(scenario, {
        ...{ devices, holders, authority, random, time },
        pass: (ended, onTick) => passTime(parts, ended, onTick),
        onProgress: (second, withToken) => onProgress({ scenario, second, withToken }),
      });
      figures.push(told);
      if (told.withoutToken > 0) break; // what comes after would be about something else
    }
    return { devices: count, rate, seed, plan, scenarios: figures, idle };
  } finally {
    await authority.close();
  }
}

/** A client of one device: own cache, own connection, own discovery. */
function clientOf({ authority, ca, clientId }: Authority) {
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins, attempts: 1, proxy: false }),
  );
}

/**
 * Numbers from 0 to 1 that come in the same order for the same seed (mulberry32): a run can be had
 * again.
 */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface TimeParts {
  time: SimulatedTime;
  work: OpenWork;
  authority: Pick<Authority, 'pass'>;
  users: Users;
  signal: AbortSignal;
}

/** Seconds of the simulated clock after which something is given up. */
const LONGEST = 6 * 3600;

/**
 * Lets time pass, here and at the authority, until something has ended.
 *
 * @param onTick told after each moment in which something happened
 * @returns false when it did not end: nothing waits any more, or it takes too long
 * @throws the reason of the signal
 */
async function passTime(
  { time, work, authority, users, signal }: TimeParts,
  ended: Promise<unknown>,
  onTick: () => void = () => undefined,
): Promise<boolean> {
  let over = false;
  void ended.finally(() => (over = true)).catch(() => undefined);
  const last = time.now() + LONGEST * 1000;
  for (;;) {
    await work.settled();
    signal.throwIfAborted();
    onTick();
    if (over) return true;
    const next = time.next();
    if (next === undefined || next > last) return false;
    await authority.pass({ seconds: (next - time.now()) / 1000, signIns: users.ready() });
    await time.jump(next, work.settled);
  }
}
