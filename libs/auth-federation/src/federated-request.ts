import type { SamlVersion } from '@entra-flows/auth-core';
import type { FederationStep } from './federation-step.ts';

/** What both flows take: the request that `acquireToken` hands to its callback, and a little more. */
export interface FederatedRequest {
  /** Scopes of one resource, for instance `['User.Read']`. */
  scopes: string[];
  /** The user name, where `username` is missing. */
  loginHint?: string | undefined;
  /** A claims challenge, as JSON text. */
  claims?: string | undefined;
  /** A GUID for the logs of both sides; MSAL makes one when missing. */
  correlationId?: string | undefined;
  /** The authority of another tenant on the client's own host. Default: the client's. */
  authority?: string | undefined;
  /** Asks AD FS for this version of SAML; by default it sends 1.1. */
  samlVersion?: SamlVersion | undefined;
  /** Called at each step at the organization's own server. An error that it throws ends the flow. */
  onStep?: ((step: FederationStep) => void) | undefined;
  /** Ends the flow at once with the signal's reason, also in the middle of a request. */
  signal?: AbortSignal | undefined;
}
