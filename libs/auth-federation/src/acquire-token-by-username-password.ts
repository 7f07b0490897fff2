import type { AuthenticationResult } from '@azure/msal-node';
import { clientNetwork } from '@entra-flows/auth-core';
import type { FederatedRequest } from './federated-request.ts';
import { discoverUserRealm } from './realm/discover-user-realm.ts';
import { signInAtAdfs } from './sign-in-at-adfs.ts';
import { assertionIn, requestAssertion } from './ws-trust/request-assertion.ts';
import type { PublicClient } from '@entra-flows/auth-core';

/** A request for a token by user name and password. */
export interface UsernamePasswordRequest extends FederatedRequest {
  /** `name@domain` */
  username: string;
  /** The user's password; it is in no error, no step and no trace. */
  password: string;
}

/**
 * Gets a token for a user name and a password (ROPC). The password of a managed account goes to the
 * authority, by MSAL; that of a federated account goes to the organization's own AD FS and nowhere else.
 *
 * Give it to `acquireToken` as its `askUser`. It cannot satisfy MFA, and is the last resort.
 *
 * @param client - configured by `publicClientConfiguration`
 * @returns MSAL's result; its account is in the token cache
 * @throws {FederationError} what went wrong on the way, with MSAL.NET's codes
 * @throws {ServerError | InteractionRequiredAuthError} the authority's answer
 * @throws the reason of `signal`
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc
 * @example
 * const result = await acquireToken(client, { scopes: ['User.Read'] }, (request) =>
 *   acquireTokenByUsernamePassword(client, { ...request, username, password }),
 * );
 */
export async function acquireTokenByUsernamePassword(
  client: PublicClient,
  request: UsernamePasswordRequest,
): Promise<AuthenticationResult | null> {
  const network = clientNetwork(client);
  const { username, password, signal } = request;
  const realm = await discoverUserRealm(network, username, signal);
  if (realm.accountType === 'managed') return managed(client, request);
  const user = { username, password };
  return signInAtAdfs(client, network, request, realm, 'password', async (endpoint, question) =>
    assertionIn(
      await requestAssertion(network, endpoint, { ...question, user }, { signal }),
      endpoint,
    ),
  );
}

function managed(
  client: PublicClient,
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
