import type { AuthenticationResult } from '@azure/msal-node';
import { clientNetwork, type ClientNetwork } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import type { FederatedRequest } from './federated-request.ts';
import { FederationError } from './federation-error.ts';
import { chooseCarrier } from './kerberos/choose-carrier.ts';
import { readTicketCache } from './kerberos/ticket-cache.ts';
import { discoverUserRealm } from './realm/discover-user-realm.ts';
import { signInAtAdfs } from './sign-in-at-adfs.ts';
import { requestWithTicket } from './ws-trust/request-with-ticket.ts';
import type { PublicClient } from '@entra-flows/auth-core';

/** A request for a token by the machine's Kerberos ticket. */
export interface IntegratedWindowsAuthRequest extends FederatedRequest {
  /** `name@domain`, as Entra knows it. Default: `loginHint`, then the user of this machine's ticket. */
  username?: string | undefined;
}

/**
 * Integrated Windows Authentication: gets a token for the user who is signed in to the domain, without
 * asking them, for an account of a federated domain. The machine's Kerberos ticket goes to the
 * organization's AD FS, whose assertion the authority takes for tokens; MSAL keeps them.
 *
 * Give it to `acquireToken` as its `askUser`. It cannot satisfy MFA: the error that demands it carries the
 * claims for `acquireTokenInteractive`.
 *
 * @param client - configured by `publicClientConfiguration`
 * @returns MSAL's result; its account is in the token cache
 * @throws {FederationError} what went wrong on the way, with MSAL.NET's codes
 * @throws {ServerError | InteractionRequiredAuthError} the authority's answer to the assertion
 * @throws the reason of `signal`
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-integrated-windows-authentication
 * @example
 * const result = await acquireToken(client, { scopes: ['User.Read'] }, (request) =>
 *   acquireTokenByIntegratedWindowsAuth(client, request),
 * );
 */
export async function acquireTokenByIntegratedWindowsAuth(
  client: PublicClient,
  request: IntegratedWindowsAuthRequest,
): Promise<AuthenticationResult> {
  const network = clientNetwork(client);
  const username = request.username ?? request.loginHint ?? (await nameInTicket(request));
  const realm = await discoverUserRealm(network, username, request.signal);
  if (realm.accountType === 'managed') {
    throw new FederationError(
      'integrated_windows_auth_not_supported_managed_user',
      said({
        en: 'the domain of this account is not federated',
        ko: '이 계정의 도메인은 페더레이션되지 않았습니다',
      }),
    );
  }
  return signInAtAdfs(client, network, request, realm, 'windows', (endpoint, question) =>
    askWithTicket(network, request, endpoint, question),
  );
}

type Ask = Parameters<typeof signInAtAdfs>[5];

function askWithTicket(
  network: ClientNetwork,
  { onStep, signal }: FederatedRequest,
  ...[endpoint, question]: Parameters<Ask>
): ReturnType<Ask> {
  const carrier = chooseCarrier();
  onStep?.({ step: 'carrier', carrier: carrier.name, reason: carrier.reason });
  return requestWithTicket(network, carrier, endpoint, question, signal);
}

async function nameInTicket({ onStep }: FederatedRequest): Promise<string> {
  const { name: ticketCache, username, valid } = await readTicketCache();
  if (username && valid !== false) {
    onStep?.({ step: 'ticket', username, ticketCache });
    return username;
  }
  const code = valid === false ? 'kerberos_no_ticket' : 'get_user_name_failed';
  throw new FederationError(
    code,
    said({ en: `no valid ticket in ${ticketCache}`, ko: `${ticketCache}: 유효한 티켓이 없습니다` }),
  );
}
