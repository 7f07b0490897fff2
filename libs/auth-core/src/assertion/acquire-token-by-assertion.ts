import type { AuthenticationResult } from '@azure/msal-node';
import { checkOwnAuthority } from '../msal/authority.ts';
import { checkScopes } from '../requests/check-request.ts';
import { partsOf } from '../msal/client-network.ts';
import { withCallContext } from '../msal/call-context.ts';
import type { Send } from '../http/http.ts';
import { placeholder } from '../msal/request-form.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** The version of the SAML assertion. */
export type SamlVersion = '1.1' | '2.0';

/** A request for a token in exchange for a SAML assertion. */
export interface AssertionFlowRequest {
  /** Scopes of one resource. */
  scopes: string[];
  /** A signed SAML assertion about the user, as XML. A bearer secret. */
  assertion: string;
  /** The version of `assertion`, which decides the grant. */
  samlVersion: SamlVersion;
  /** Of another tenant on the client's own host. */
  authority?: string | undefined;
  /** A claims challenge, as JSON text. */
  claims?: string | undefined;
  /** A GUID for the logs of both sides. */
  correlationId?: string | undefined;
  /** Ends the call at once, also in the middle of a request. */
  signal?: AbortSignal | undefined;
}

/**
 * Redeems the assertion of an organization's own identity provider about a user. MSAL keeps the tokens, so
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
  client: PublicClient,
  request: AssertionFlowRequest,
): Promise<AuthenticationResult> {
  const { scopes, assertion, samlVersion, authority, claims, correlationId, signal } = request;
  const own = partsOf(client);
  checkScopes(scopes);
  if (authority !== undefined) checkOwnAuthority(own.authority, authority);
  const code = placeholder();
  const wrap = withAssertion({ assertion, placeholder: code, grantType: GRANT_TYPES[samlVersion] });
  return withCallContext({ signal, wrap }, () =>
    client.acquireTokenByCode({
      scopes: [...scopes],
      code,
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

/** What goes to the token endpoint in place of a code (RFC 7522, 2.1). */
export interface AssertionGrant {
  grantType: string;
  /** A SAML assertion as XML: a bearer secret. */
  assertion: string;
  /** The code that MSAL is given, and that must never be sent. */
  placeholder: string;
}

/**
 * Lets a public MSAL call carry a grant that MSAL Node lacks: where it would redeem the placeholder
 * as a code, the assertion goes out, once. MSAL sees the answer and fills its cache. For `wrap` of a
 * call.
 *
 * @see RFC 7521, 4.1; RFC 7522, 2.1
 */
export function withAssertion(grant: AssertionGrant): (send: Send) => Send {
  let isSent = false;
  return (send) => async (request) => {
    const form = new URLSearchParams(request.body ?? '');
    const isCode = form.get('grant_type') === 'authorization_code';
    if (isSent || !isCode || form.get('code') !== grant.placeholder) return send(request);
    isSent = true;
    for (const name of ['code', 'redirect_uri', 'code_verifier']) form.delete(name);
    form.set('grant_type', grant.grantType);
    // RFC 7522 says base64url; Entra's own libraries send base64, and Entra takes that.
    form.set('assertion', Buffer.from(grant.assertion).toString('base64'));
    return send({ ...request, body: form.toString() });
  };
}
