import { randomUUID } from 'node:crypto';
import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { issueAssertion } from './saml/issue-assertion.ts';
import { entraAudience, type SamlVersion } from './saml/namespaces.ts';
import { domainOf, immutableIdOf, issuerOf } from './federated-domain.ts';
import type { TokenResponse } from './token-response.ts';

/** How somebody signed in at the AD FS. */
export type SignInMethod = 'password' | 'windows';

/** Milliseconds; AD FS's default is an hour. */
const lifetime = 3600 * 1000;

const windows = 'urn:federation:authentication:windows';
const methods: Record<SamlVersion, Record<SignInMethod, string>> = {
  '1.1': { password: 'urn:oasis:names:tc:SAML:1.0:am:password', windows },
  '2.0': {
    password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    windows,
  },
};

/** The AD FS's word for Entra that somebody signed in. */
export async function writeToken(
  { adfs, clock }: EmulatorState,
  { user }: Person,
  method: SignInMethod,
  saml: SamlVersion = '1.1',
): Promise<TokenResponse> {
  const created = clock.now();
  const facts = {
    id: `_${randomUUID()}`,
    issuer: issuerOf(domainOf(user.username)),
    audience: entraAudience,
    upn: user.username,
    immutableId: immutableIdOf(user),
    authenticationMethod: methods[saml][method],
    issuedAt: created,
    notBefore: created,
    notOnOrAfter: created + lifetime,
  };
  const assertion = issueAssertion(saml, facts, await adfs.certificate());
  return { saml, assertion, created, expires: created + lifetime };
}
