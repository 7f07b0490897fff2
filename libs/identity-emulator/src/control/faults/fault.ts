import type { Place } from '../../server/server-state.ts';

/** Endpoints that a fault can disturb. */
export const faultPlaces = [
  'discovery',
  'authorize',
  'jwks',
  'devicecode',
  'token',
  'graph',
  'arm',
  'userrealm',
  'mex',
  'ws-trust',
  'userinfo',
  'api',
] as const satisfies readonly Place[];

/** An endpoint that a fault can disturb. */
export type FaultPlace = (typeof faultPlaces)[number];

/** Makes an endpoint answer wrongly, slowly or not at all. */
export interface Fault {
  /** The endpoint, as the trace names it too. */
  at: FaultPlace;
  /** For `control.withdraw`; a fault with the same name replaces it. Without a name, `reset` ends it. */
  name?: string;
  /** Only calls with this grant type, any when absent. `device_code` covers both of its names. */
  grant?: string;
  /** Number of calls that it answers; until it is withdrawn when absent. */
  times?: number;
  /** Number of matching calls that pass first; 0 when absent. */
  after?: number;
  /** The answer in place of the true one. */
  answer: FaultAnswer;
}

/** What a disturbed endpoint answers. */
export type FaultAnswer =
  | {
      /** That error with Entra's status and body; with or without the letters `AADSTS`. */
      aadsts: string;
    }
  | {
      /** An OAuth error code, such as `slow_down`. */
      oauth: string;
    }
  | {
      /** The HTTP status, 200 to 599. */
      status: number;
      /** Headers beside the content type; none when absent. */
      headers?: Record<string, string>;
      /** The body as it is sent; empty when absent. */
      body?: string;
      /** The content type; plain text when absent. */
      type?: string;
    }
  | {
      /** The true answer, this many milliseconds later. */
      delayMs: number;
    }
  /** Never answers. */
  | { hang: true }
  /** Breaks the connection before anything is done. */
  | { drop: true }
  /** The true answer with the second half of its JSON missing. */
  | { truncate: true }
  | {
      /** The true answer with these fields replaced; null or undefined removes one. */
      merge: Record<string, unknown>;
    };

interface Running {
  fault: Fault;
  toPass: number;
  left: number;
}

export interface FaultList {
  /** Faults replace earlier ones of the same name. */
  add(...faults: Fault[]): void;
  withdraw(name: string): void;
  clear(): void;
  /** The answer of the first fault that this call falls under; the call is counted. */
  take(place: Place, grantType?: string): FaultAnswer | undefined;
}

export function faultList(): FaultList {
  let running: Running[] = [];
  const withdraw = (name: string): void => {
    running = running.filter(({ fault }) => fault.name !== name);
  };
  return {
    add(...faults) {
      for (const { name } of faults) if (name !== undefined) withdraw(name);
      for (const fault of faults)
        running.push({ fault, toPass: fault.after ?? 0, left: fault.times ?? Infinity });
    },
    withdraw,
    clear() {
      running = [];
    },
    take(place, grantType) {
      for (const entry of running.filter(({ fault }) => matches(fault, place, grantType))) {
        if (entry.toPass > 0) {
          entry.toPass -= 1;
          continue;
        }
        entry.left -= 1;
        if (entry.left <= 0) running = running.filter((other) => other !== entry);
        return entry.fault.answer;
      }
      return undefined;
    },
  };
}

function matches(fault: Fault, place: Place, grantType = ''): boolean {
  if (fault.at !== place) return false;
  return fault.grant === undefined || shortGrant(fault.grant) === shortGrant(grantType);
}

/** RFC 8628 gives the device grant a URN; Entra's older clients send the bare word. */
const shortGrant = (grantType: string): string =>
  grantType.replace(/^urn:ietf:params:oauth:grant-type:device_code$/, 'device_code');
