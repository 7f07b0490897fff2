import type { ClientProof } from '../client-proof.ts';
import type { App } from '../../directory/directory.ts';
import type { Audience } from '../../directory/find-audience.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';

export interface GrantRequest {
  request: ProtocolRequest;
  audience: Audience;
  app: App;
  proof: ClientProof;
}

/** One grant of the token endpoint. Each file of this folder but this one exports the first three. */
export interface Grant {
  /** Values of `grant_type` that mean this grant. */
  grantTypes: readonly string[];
  /** Parameters that must be there. */
  required: readonly string[];
  /** @returns the response body @throws EntraError */
  redeem(state: EmulatorState, asked: GrantRequest): Promise<Record<string, unknown>>;
  /** True where an app asks as itself: it must prove who it is. */
  isForApps?: true;
  /** Whether what is redeemed was given to a page (single-page app); never when absent. */
  isForPage?(state: EmulatorState, asked: GrantRequest): boolean;
}
