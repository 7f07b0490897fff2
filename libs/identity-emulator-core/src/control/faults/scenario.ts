/** Endpoints that a scenario can disturb. */
export const scenarioPlaces = [
  'discovery',
  'authorize',
  'jwks',
  'devicecode',
  'token',
  'graph',
  'userrealm',
  'mex',
  'ws-trust',
  'userinfo',
  'api',
] as const;

export type ScenarioPlace = (typeof scenarioPlaces)[number];

/** Makes an endpoint answer wrongly, slowly or not at all. */
export interface Scenario {
  at: ScenarioPlace;
  /** A name to withdraw it by; injecting the same name again replaces it. */
  name?: string;
  /** Only calls with this grant type. `device_code` covers both of its names. */
  grant?: string;
  /** How many calls it answers; until it is withdrawn when absent. */
  times?: number;
  /** How many matching calls pass first. */
  after?: number;
  answer: ScenarioAnswer;
}

export type ScenarioAnswer =
  /** Any AADSTS number, with or without the letters, in Entra's shape. */
  | { aadsts: string }
  /** An OAuth error word, such as `slow_down`. */
  | { oauth: string }
  | { status: number; headers?: Record<string, string>; body?: string; type?: string }
  /** The true answer, this many milliseconds later. */
  | { delayMs: number }
  /** Never answers. */
  | { hang: true }
  /** Breaks the connection before anything is done. */
  | { drop: true }
  /** The true answer with the second half of its JSON missing. */
  | { truncate: true }
  /** The true answer with fields replaced; null or undefined removes one. */
  | { merge: Record<string, unknown> };

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
