import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenInteractive,
  classifyAuthError,
  type InteractiveFlowRequest,
} from '@entra-flows/auth-core';

/**
 * Signs in with the browser where the authority demands more than a ticket, with the claims that it
 * demands.
 *
 * @throws `error` where a page could not give what is missing
 */
export async function askForSecondFactor(
  client: PublicClientApplication,
  request: InteractiveFlowRequest,
  error: unknown,
): Promise<AuthenticationResult> {
  const { category, claims = request.claims } = classifyAuthError(error);
  if (category !== 'user.mfa') throw error;
  return acquireTokenInteractive(client, { ...request, ...(claims ? { claims } : {}) });
}
