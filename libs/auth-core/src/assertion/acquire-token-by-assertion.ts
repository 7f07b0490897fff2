import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { checkOwnAuthority } from '../msal/authority.ts';
import { checkScopes } from '../requests/check-scopes.ts';
import { partsOf } from '../msal/client-parts.ts';
import { assertionPlaceholder } from './assertion-swap.ts';
import { inCall } from '../msal/call-context.ts';

export type SamlVersion = '1.1' | '2.0';

export interface AssertionFlowRequest {
  scopes: string[];
  /** A signed SAML assertion about the person, as XML. A bearer secret. */
  assertion: string;
  samlVersion: SamlVersion;
  /** Of another tenant on the client's own host. */
  authority?: string | undefined;
  claims?: string | undefined;
  correlationId?: string | undefined;
  /** Ends the call at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
}

/**
 * Redeems what an organisation's own identity provider says of a person. MSAL keeps the tokens, so
 * that the next call is silent.
 *
 * MSAL Node has no call for this grant. It rides inside `acquireTokenByCode`: the network client puts
 * the assertion in the place of the code.
 *
 * @param client - configured by `publicClientConfiguration`
 * @throws {ServerError | InteractionRequiredAuthError} the authority's answer
 * @throws {AuthCoreError} `authority_mismatch` when `authority` is on another host than the client's
 * @throws {TypeError} for scopes that are no list, and for a client that was made otherwise
 * @see RFC 7522; https://learn.microsoft.com/entra/identity-platform/v2-saml-bearer-assertion
 */
export async function acquireTokenByAssertion(
  client: PublicClientApplication,
  request: AssertionFlowRequest,
): Promise<AuthenticationResult> {
  const { scopes, assertion, samlVersion, authority, claims, correlationId, signal } = request;
  const own = partsOf(client);
  checkScopes(scopes);
  if (authority !== undefined) checkOwnAuthority(own.authority, authority);
  const placeholder = assertionPlaceholder();
  const grant = { assertion, placeholder, grantType: GRANT_TYPES[samlVersion] };
  return inCall({ ...(signal ? { signal } : {}), assertion: grant }, () =>
    client.acquireTokenByCode({
      scopes: [...scopes],
      code: placeholder,
      redirectUri: 'http://localhost',
      ...(authority ? { authority } : {}),
      ...(claims ? { claims } : {}),
      ...(correlationId ? { correlationId } : {}),
    }),
  );
}

/** RFC 7522 names the second; the first is Microsoft's, for what AD FS sends unless asked. */
const GRANT_TYPES: Record<SamlVersion, string> = {
  '1.1': 'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
  '2.0': 'urn:ietf:params:oauth:grant-type:saml2-bearer',
};
