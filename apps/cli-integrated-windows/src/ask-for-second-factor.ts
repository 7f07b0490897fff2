import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import {
  acquireTokenInteractive,
  classifyAuthError,
  type InteractiveRequest,
} from '@entra-flows/auth-core';
import { type BrowserOptions, openSignInPage } from '@entra-flows/sample-kit';

/**
 * Goes on in the browser where the authority demands more than a ticket, with the claims that it
 * demands.
 *
 * @throws `error` where a page could not give what is missing
 */
export async function askForSecondFactor(
  client: PublicClientApplication,
  request: InteractiveRequest & { timeout?: number | undefined },
  error: unknown,
  browser: BrowserOptions,
): Promise<AuthenticationResult> {
  const { category, claims = request.claims } = classifyAuthError(error);
  if (category !== 'user.mfa') throw error;
  return acquireTokenInteractive(client, {
    ...request,
    ...(claims ? { claims } : {}),
    openBrowser: openSignInPage(browser),
  });
}
