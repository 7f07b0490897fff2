import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { fetchWithToken } from '@entra-flows/auth-core';
import { apiAnswer } from '@entra-flows/sample-kit';
import type { Worked } from './service-status.ts';

/** Gets a token: one that satisfies the claims, or one that the cache does not have. */
export type GetToken = (more: {
  claims?: string;
  forceRefresh?: boolean;
}) => Promise<AuthenticationResult>;

/**
 * One round of the service's work: here, who is signed in. A product does its own work in this place.
 *
 * @throws {ApiError} when the API refuses; what `getToken` throws
 */
export async function callApi(
  client: PublicClientApplication,
  graph: string,
  getToken: GetToken,
  signal: AbortSignal,
): Promise<Worked> {
  let result: AuthenticationResult | undefined;
  const request = { url: `${graph}/me`, allowedOrigins: [graph], signal };
  const call = (forceRefresh: boolean) =>
    fetchWithToken(client, request, async (claims) => {
      result = await getToken({
        ...(claims ? { claims } : {}),
        ...(forceRefresh ? { forceRefresh } : {}),
      });
      return result;
    });
  let answer = await call(false);
  // This device's clock may be wrong, and the token older than it looks from here.
  if (answer.status === 401) answer = await call(true);
  apiAnswer(answer);
  return { result: result as AuthenticationResult };
}
