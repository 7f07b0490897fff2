/** One request of a client and what came of it. Holds no secret. */
export interface Exchange {
  /** ISO 8601, by the emulator's clock. */
  at: string;
  /** `discovery`, `instance`, `jwks`, `devicecode`, `token`, `graph`, or `other`. */
  endpoint: string;
  method: string;
  /** Without the query. */
  path: string;
  /** HTTP status; 0 where a scenario gave no answer at all. */
  status: number;
  grantType?: string;
  /** The OAuth error word. */
  error?: string;
  clientId?: string;
  correlationId?: string;
}
