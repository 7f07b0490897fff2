import type { JWTPayload } from 'jose';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { type ProtocolRequest, requiredParameter } from '../../server/protocol-request.ts';
import type { AuthenticationMethod } from '../tokens/authorization.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/issue-tokens.ts';
import { verifyToken } from '../tokens/sign-token.ts';
import { type GrantRequest, requireActiveAccount } from './grant.ts';

export const grantTypes = ['urn:ietf:params:oauth:grant-type:jwt-bearer'] as const;

export const required = ['assertion', 'scope', 'requested_token_use'] as const;

/**
 * On-behalf-of: a web API changes the token that it was called with for one of another web API, for
 * the same user.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export async function redeem(state: ProtocolState, asked: GrantRequest) {
  const { request, app, audience, proof } = asked;
  if (requiredParameter(request, 'requested_token_use') !== 'on_behalf_of')
    throw entraError(9002313, "'requested_token_use' must be on_behalf_of.");
  if (proof === 'none') throw entraError(7000218);
  const claims = await readAssertion(state, request, app.clientId);
  // Another tenant's issuer is as good as none (AADSTS50013); the shared authorities take any.
  if (audience.tenant && claims['tid'] !== audience.tenant.id) throw entraError(50013);
  const account = requireActiveAccount(state, String(claims['oid']));
  const signIn = {
    amr: texts(claims['amr']) as AuthenticationMethod[],
    acrs: texts(claims['acrs']),
  };
  return completeGrant(
    state,
    authorize(state, asked, account, requiredParameter(request, 'scope'), signIn),
  );
}

/** A user's access token for this very app. @throws EntraError */
async function readAssertion(state: ProtocolState, request: ProtocolRequest, clientId: string) {
  const assertion = requiredParameter(request, 'assertion');
  const checked = await verifyToken(state, request, assertion, clientId);
  if (checked.outcome !== 'good') throw entraError(refusals[checked.outcome]);
  if (isForApp(checked.claims)) throw entraError(7000114, clientId);
  if (typeof checked.claims['scp'] !== 'string') throw entraError(240002);
  return checked.claims;
}

const refusals = { expired: 500133, early: 500133, audience: 500131, invalid: 50013 } as const;

const isForApp = (claims: JWTPayload): boolean => claims['idtyp'] === 'app';

const texts = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.filter((one): one is string => typeof one === 'string') : [];
