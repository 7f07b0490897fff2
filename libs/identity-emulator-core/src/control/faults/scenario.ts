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
