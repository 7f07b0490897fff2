import { redeemAssertion } from '../../adfs/redeem-assertion.ts';
import type { SamlVersion } from '../../adfs/saml/assertion.ts';
import { requireAccountInAudience } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { seconds } from '../../server/clock.ts';
import { requiredParameter } from '../../server/protocol-request.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/issue-tokens.ts';
import type { Grant, GrantRequest } from './grant.ts';

const grantTypes: Record<SamlVersion, string> = {
  '1.1': 'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
  '2.0': 'urn:ietf:params:oauth:grant-type:saml2-bearer',
};

/** Tokens for the user of an assertion of SAML 1.1 or 2.0 (RFC 7522 2.1). */
export const samlBearer = (version: SamlVersion): Grant => ({
  grantTypes: [grantTypes[version]],
  required: ['assertion', 'scope'],
  redeem: (state, asked) => redeem(state, asked, version),
});

async function redeem(state: ProtocolState, asked: GrantRequest, version: SamlVersion) {
  const { request, audience, app } = asked;
  const text = decode(requiredParameter(request, 'assertion'));
  const home = await redeemAssertion(state, text, version);
  const account = requireAccountInAudience(audience, app, home);
  const authTime = seconds(state.clock);
  const signIn = { amr: ['fed'], flow: 'password', authTime } as const;
  const scope = requiredParameter(request, 'scope');
  return completeGrant(state, authorize(state, asked, account, scope, signIn));
}

/** RFC 7522 says base64url; MSAL and ADAL send base64. */
function decode(assertion: string): string {
  if (!/^[\w+/-]+={0,2}$/.test(assertion))
    throw entraError(50008, 'The assertion is not written in base64.');
  return Buffer.from(assertion, 'base64').toString();
}
