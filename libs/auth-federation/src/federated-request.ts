import type { SamlVersion } from '@entra-flows/auth-core';
import type { FederationStep } from './federation-step.ts';

/** What both flows take: the request that `acquireToken` hands to its callback, and a little more. */
export interface FederatedRequest {
  scopes: string[];
  /** The user name, where `username` is missing. */
  loginHint?: string | undefined;
  claims?: string | undefined;
  correlationId?: string | undefined;
  /** Of another tenant on the client's own host. */
  authority?: string | undefined;
  /** Asks AD FS for this version; by default it sends 1.1. */
  samlVersion?: SamlVersion | undefined;
  /** Told of each step at the organisation's own server. A failure ends the flow. */
  onStep?: ((step: FederationStep) => void) | undefined;
  /** Ends the flow at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
}
