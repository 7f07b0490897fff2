import type { AuthenticationResult } from '@azure/msal-node';
import { acquireTokenByAssertion, type ClientNetwork } from '@entra-flows/auth-core';
import type { FederatedRequest } from './federated-request.ts';
import { findTrustEndpoint } from './mex/find-trust-endpoint.ts';
import type { TrustCredential, TrustEndpoint } from './mex/trust-endpoint.ts';
import type { UserRealm } from './realm/discover-user-realm.ts';
import type { Assertion } from './ws-trust/read-token-response.ts';
import type { TokenQuestion } from './ws-trust/write-token-request.ts';
import type { PublicClient } from '@entra-flows/auth-core';

/** How one kind of credential gets an assertion from an endpoint. */
export type AskForAssertion = (
  endpoint: TrustEndpoint,
  question: TokenQuestion,
) => Promise<Assertion>;

/** Signs a federated user in: MEX, WS-Trust, then the assertion goes to the authority for tokens. */
export async function signInAtAdfs(
  client: PublicClient,
  network: ClientNetwork,
  request: FederatedRequest,
  { metadata, audience }: Extract<UserRealm, { accountType: 'federated' }>,
  credential: TrustCredential,
  ask: AskForAssertion,
): Promise<AuthenticationResult> {
  const { scopes, authority, claims, correlationId, samlVersion, onStep, signal } = request;
  const endpoint = await findTrustEndpoint(network, metadata, credential, signal);
  const { url, version } = endpoint;
  onStep?.({ step: 'endpoint', metadata: metadata ?? '', endpoint: url, version });
  const found = await ask(endpoint, { audience, samlVersion });
  return acquireTokenByAssertion(client, {
    ...{ scopes, authority, claims, correlationId, signal },
    ...found,
  });
}
