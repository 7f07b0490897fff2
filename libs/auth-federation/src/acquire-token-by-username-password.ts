import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { clientNetwork } from '@entra-flows/auth-core';
import type { FederatedRequest } from './federated-request.ts';
import { discoverUserRealm } from './realm/discover-user-realm.ts';
import { signInAtAdfs } from './sign-in-at-adfs.ts';
import { assertionIn, requestAssertion } from './ws-trust/request-assertion.ts';

export interface UsernamePasswordRequest extends FederatedRequest {
  /** `name@domain` */
  username: string;
  password: string;
}

/**
 * A token for a user name and a password (ROPC), wherever the password is kept: that of a managed
 * account goes to the authority, by MSAL; that of a federated one goes to the organisation's own
 * AD FS and to nobody else.
 *
 * Give it to `acquireToken` as its `askUser`. It knows no second factor, and is the last resort.
 *
 * @param client - configured by `publicClientConfiguration`
 * @throws {FederationError} what went wrong on the way, in MSAL.NET's words
 * @throws {ServerError | InteractionRequiredAuthError} the authority's answer
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc
 */
export async function acquireTokenByUsernamePassword(
  client: PublicClientApplication,
  request: UsernamePasswordRequest,
): Promise<AuthenticationResult | null> {
  const network = clientNetwork(client);
  const { username, password, signal } = request;
  const realm = await discoverUserRealm(network, username, signal);
  if (realm.accountType === 'managed') return managed(client, request);
  const person = { username, password };
  return signInAtAdfs(client, network, request, realm, 'password', async (endpoint, question) =>
    assertionIn(
      await requestAssertion(network, endpoint, { ...question, person }, { signal }),
      endpoint,
    ),
  );
}

function managed(
  client: PublicClientApplication,
  request: UsernamePasswordRequest,
): Promise<AuthenticationResult | null> {
  const { scopes, username, password, authority, claims, correlationId, signal } = request;
  return clientNetwork(client).call(
    () =>
      client.acquireTokenByUsernamePassword({
        scopes: [...scopes],
        username,
        password,
        ...(authority ? { authority } : {}),
        ...(claims ? { claims } : {}),
        ...(correlationId ? { correlationId } : {}),
      }),
    { signal },
  );
}
