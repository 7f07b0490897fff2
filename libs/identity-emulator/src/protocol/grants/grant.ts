import type { App } from '../../directory/directory.ts';
import type { Audience } from '../../directory/find-audience.ts';
import { findUserById, type Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { ClientProof } from '../tokens/authorization.ts';

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
  redeem(state: ProtocolState, asked: GrantRequest): Promise<Record<string, unknown>>;
  /** True where an app asks as itself: it must authenticate. */
  isForApps?: true;
  /** Whether what is redeemed was given to a page (single-page app); never when absent. */
  isForPage?(state: ProtocolState, asked: GrantRequest): boolean;
}

/**
 * The user of a code or token, if they may still sign in.
 *
 * @throws EntraError 50034 or 50057
 */
export function requireActiveAccount({ directory }: ProtocolState, userId: string): Account {
  const account = findUserById(directory, userId);
  if (!account) throw entraError(50034, userId);
  if (account.user.disabled) throw entraError(50057);
  return account;
}
