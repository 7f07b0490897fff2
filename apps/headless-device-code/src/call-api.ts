import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { explainAuthError, fetchWithToken } from '@entra-flows/auth-core';
import { ApiError, apiAnswer, type ApiToCall } from '@entra-flows/sample-kit';
import type { Worked } from './service-status.ts';

/** Gets a token: one that satisfies the claims, or one that the cache does not have. */
export type GetToken = (more: {
  claims?: string;
  forceRefresh?: boolean;
}) => Promise<AuthenticationResult>;

/**
 * One round of the service's work: here, who is signed in. A product does its own work in this place.
 *
 * @param api - undefined where the address of the API is not known: the token is kept fresh all the same
 * @throws {ApiError} when the API refuses or cannot be reached; what `getToken` throws
 */
export async function callApi(
  client: PublicClientApplication,
  api: ApiToCall | undefined,
  getToken: GetToken,
  signal: AbortSignal,
): Promise<Worked> {
  if (!api) return { result: await getToken({}) };
  let result: AuthenticationResult | undefined;
  let isAtApi = false;
  const request = { ...api, signal };
  const call = (forceRefresh: boolean) =>
    fetchWithToken(client, request, async (claims) => {
      isAtApi = false;
      result = await getToken({
        ...(claims ? { claims } : {}),
        ...(forceRefresh ? { forceRefresh } : {}),
      });
      isAtApi = true;
      return result;
    });
  try {
    let answer = await call(false);
    // This device's clock may be wrong, and the token older than it looks from here.
    if (answer.status === 401) answer = await call(true);
    apiAnswer(answer, api);
  } catch (error) {
    if (!isAtApi || error instanceof ApiError) throw error;
    throw new ApiError(`${NOT_THE_SIGN_IN}\n${explainAuthError(error)}`, { cause: error });
  }
  return { result: result as AuthenticationResult };
}

/** What follows speaks of the service that could not be reached, which is not the authority. */
const NOT_THE_SIGN_IN = 'The token was obtained, but the call of the API failed.';
