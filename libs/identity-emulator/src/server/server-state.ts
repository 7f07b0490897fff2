import type { Addresses } from './addresses.ts';
import type { Clock } from './clock.ts';
import type { ExchangeLog } from './exchange-log.ts';
import type { Outcome, Reply } from './reply.ts';
import type { RequestBudget } from './limits.ts';

/** What every endpoint and page needs from the server. */
export interface ServerState {
  clock: Clock;
  budget: RequestBudget;
  exchanges: ExchangeLog;
  disturb: Disturb;
  addressesFor: (host?: string) => Addresses;
  /** Known once the servers listen. */
  ports: { protocol?: number; pages?: number };
  /** How the pages are served. */
  pagesScheme: 'http' | 'https';
  /** Reports an error of the emulator itself; the client only gets "server_error". */
  reportFault(error: unknown): void;
}

/** Each endpoint by the name that it has in the trace; at some of them faults can disturb a request. */
export type Place =
  | ('discovery' | 'instance' | 'jwks' | 'devicecode' | 'token' | 'authorize')
  | ('graph' | 'arm' | 'userinfo' | 'api' | 'userrealm' | 'mex' | 'ws-trust' | 'other');

/**
 * Answers a request, or lets a fault that was injected at its place answer instead.
 *
 * @param answer what the endpoint would answer; called only where it is needed, so that an injected
 *   failure never uses up a code or rotates a refresh token
 * @throws EntraError for injected errors
 */
export type Disturb = (
  place: Place,
  request: DisturbedRequest,
  answer: () => Promise<Reply>,
) => Promise<Outcome>;

/** What a fault looks at in a request. */
export interface DisturbedRequest {
  /** The path segment that names the tenant. */
  segment: string;
  method: string;
  grantType?: string | undefined;
  /** A parameter of the form or the query. */
  get(name: string): string | null;
}
