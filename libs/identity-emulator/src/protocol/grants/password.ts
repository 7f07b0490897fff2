import { isFederated } from '../../adfs/federated-domain.ts';
import { seconds } from '../../server/clock.ts';
import { consumersTenantId } from '../../directory/find-audience.ts';
import { findUser, type Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { requiredParameter } from '../../server/protocol-request.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/issue-tokens.ts';
import type { GrantRequest } from './grant.ts';

export const grantTypes = ['password'] as const;

export const required = ['username', 'password', 'scope'] as const;

/**
 * The resource owner's password (RFC 6749 4.3): for users with a password in this very tenant and
 * nothing else that they would be asked for.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc
 */
export async function redeem(state: ProtocolState, asked: GrantRequest) {
  const { shared } = asked.audience;
  if (shared && shared !== 'organizations') throw entraError(9001023);
  const username = requiredParameter(asked.request, 'username');
  const account = findAccount(state, asked, username);
  checkPassword(state, account, requiredParameter(asked.request, 'password'));
  const signIn = { amr: ['pwd'], flow: 'password', authTime: seconds(state.clock) } as const;
  const scope = requiredParameter(asked.request, 'scope');
  return completeGrant(state, authorize(state, asked, account, scope, signIn));
}

/** The passwords of guests and of personal accounts are not in this tenant. */
function findAccount(state: ProtocolState, { audience }: GrantRequest, username: string): Account {
  const account = findUser(state.directory, username);
  const isKnown = account && account.tenant.id !== consumersTenantId;
  if (!isKnown || (audience.tenant && audience.tenant !== account.tenant))
    throw entraError(50034, username.slice(0, 200));
  return account;
}

function checkPassword(state: ProtocolState, account: Account, password: string): void {
  const { user } = account;
  if (user.locked) throw entraError(50053);
  // Entra has no password of a federated user to compare with, and says no more than this.
  if (isFederated(account)) throw entraError(50126);
  if (!state.passwords.isRight(user, password)) throw entraError(50126);
  if (user.disabled) throw entraError(50057);
  if (state.passwords.isExpired(user)) throw entraError(50055);
}
