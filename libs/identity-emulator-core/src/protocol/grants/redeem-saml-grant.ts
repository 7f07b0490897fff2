import { seconds } from '../../server/clock.ts';
import { redeemAssertion } from '../../adfs/redeem-assertion.ts';
import type { EmulatorState } from '../../emulator-state.ts';
import { entraError } from '../../errors/entra-error.ts';
import { requiredParameter } from '../../server/protocol-request.ts';
import { admitPerson } from '../../directory/admit-person.ts';
import type { SamlVersion } from '../../adfs/saml/namespaces.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/complete-grant.ts';
import type { GrantRequest } from './grant.ts';

/** What both SAML grants do (RFC 7522 2.1): tokens for whom an AD FS vouches for. */
export async function redeemSaml(state: EmulatorState, asked: GrantRequest, version: SamlVersion) {
  const { request, audience, app } = asked;
  const text = decode(requiredParameter(request, 'assertion'));
  const home = await redeemAssertion(state, text, version);
  const person = admitPerson(audience, app, home);
  const authTime = seconds(state.clock);
  const signIn = { amr: ['fed'], flow: 'password', authTime } as const;
  const scope = requiredParameter(request, 'scope');
  return completeGrant(state, authorize(state, asked, person, scope, signIn));
}

/** RFC 7522 says base64url; MSAL and ADAL send base64. */
function decode(assertion: string): string {
  if (!/^[\w+/-]+={0,2}$/.test(assertion))
    throw entraError(50008, 'The assertion is not written in base64.');
  return Buffer.from(assertion, 'base64').toString();
}
