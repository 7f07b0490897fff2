import type { Scenario, ScenarioAnswer, ScenarioPlace } from './scenario.ts';

interface Running {
  scenario: Scenario;
  toPass: number;
  left: number;
}

export interface ScenarioList {
  /** Those of a name replace the earlier ones of that name. */
  add(...scenarios: Scenario[]): void;
  withdraw(name: string): void;
  clear(): void;
  /** The answer of the first scenario that this call falls under; the call is counted. */
  take(place: ScenarioPlace, grantType?: string): ScenarioAnswer | undefined;
}

export function scenarioList(): ScenarioList {
  let running: Running[] = [];
  const withdraw = (name: string): void => {
    running = running.filter(({ scenario }) => scenario.name !== name);
  };
  return {
    add(...scenarios) {
      for (const { name } of scenarios) if (name !== undefined) withdraw(name);
      for (const scenario of scenarios)
        running.push({ scenario, toPass: scenario.after ?? 0, left: scenario.times ?? Infinity });
    },
    withdraw,
    clear() {
      running = [];
    },
    take(place, grantType) {
      for (const entry of running.filter(({ scenario }) => matches(scenario, place, grantType))) {
        if (entry.toPass > 0) {
          entry.toPass -= 1;
          continue;
        }
        entry.left -= 1;
        if (entry.left <= 0) running = running.filter((other) => other !== entry);
        return entry.scenario.answer;
      }
      return undefined;
    },
  };
}

function matches(scenario: Scenario, place: ScenarioPlace, grantType = ''): boolean {
  if (scenario.at !== place) return false;
  return scenario.grant === undefined || shortGrant(scenario.grant) === shortGrant(grantType);
}

/** RFC 8628 gives the device grant a URN; Entra's older clients send the bare word. */
const shortGrant = (grantType: string): string =>
  grantType.replace(/^urn:ietf:params:oauth:grant-type:device_code$/, 'device_code');
