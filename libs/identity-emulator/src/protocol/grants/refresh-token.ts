import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { malformedGrant } from '../../errors/error-reply.ts';
import { parameter } from '../../server/protocol-request.ts';
import { requireAccountInAudience } from '../../directory/find-user.ts';
import type { SignInRecord } from '../tokens/authorization.ts';
import { authorize } from '../tokens/authorize.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import type { Redemption, TokenFamily } from '../tokens/refresh-tokens.ts';
import { type GrantRequest, requireActiveAccount } from './grant.ts';

export const grantTypes = ['refresh_token'] as const;

export const required = ['refresh_token'] as const;

/**
 * RFC 6749 6, with a new refresh token in each answer. As in Entra a refresh token is good for any
 * web API that the app was given access to, and for any tenant where the user is a guest.
 */
export async function redeem(state: ProtocolState, asked: GrantRequest) {
  const { request, app } = asked;
  const token = parameter(request, 'refresh_token') ?? '';
  const checked = await state.refreshTokens.check(token);
  if (checked.outcome !== 'good') throw rejected(checked.outcome);
  const { family } = checked;
  if (family.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');
  const scope = parameter(request, 'scope') ?? family.scope;
  const granted = authorize(state, asked, accountAt(state, asked, family), scope, signInOf(family));
  const tokens = await issueTokens(state, granted);
  return { ...tokens, refresh_token: await state.refreshTokens.rotate(family, token) };
}

export const isForPage = (state: ProtocolState, { request }: GrantRequest): boolean =>
  state.refreshTokens.find(parameter(request, 'refresh_token') ?? '')?.isForPage === true;

/** The shared authorities stand for the tenant of the sign-in, where they take such accounts at all. */
function accountAt(state: ProtocolState, { audience, app }: GrantRequest, family: TokenFamily) {
  const account = requireActiveAccount(state, family.userId);
  const taken = requireAccountInAudience(audience, app, account.home ?? account);
  return audience.tenant ? taken : account;
}

const signInOf = ({ amr, acrs, authTime, flow }: TokenFamily): SignInRecord => ({
  ...(amr && { amr }),
  ...(acrs && { acrs }),
  ...(authTime !== undefined && { authTime }),
  ...(flow && { flow }),
});

type Rejection = Exclude<Redemption['outcome'], 'good'>;

function rejected(outcome: Rejection) {
  if (outcome === 'expired') return entraError(700082);
  if (outcome === 'expired-in-page') return entraError(700084);
  if (outcome === 'malformed') return malformedGrant();
  if (outcome === 'unknown') return entraError(70000, 'The refresh token is unknown.');
  // The same error for reuse and for a revoked session: the holder of a stolen token learns nothing.
  return entraError(50173);
}
