import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { describeAuthError, fetchWithToken, formatAuthError } from '@entra-flows/auth-core';
import { apiAnswer, said } from '@entra-flows/sample-kit';
import { ApiError, type ApiToCall } from '@entra-flows/sample-kit/service';
import type { Worked } from './service-status.ts';

/** Gets a token: one that satisfies the claims, or one that the cache does not have. */
export type GetToken = (more: {
  claims?: string;
  forceRefresh?: boolean;
}) => Promise<AuthenticationResult>;

/**
 * One round of the service's work: here, it reads the profile of the user. A product does its own work
 * in this place.
 *
 * @param api - undefined where the address of the API is not known: the token is kept fresh all the same
 * @throws {ApiError} when the API refuses the call or cannot be reached
 * @throws what `getToken` throws
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
    const description = describeAuthError(error);
    throw new ApiError(
      `${said(NOT_THE_SIGN_IN)}\n${formatAuthError(description)}`,
      description.diagnosis,
    );
  }
  return { result: result as AuthenticationResult };
}

/** Put in front of a diagnosis, which cannot tell that the API was called and not the authority. */
const NOT_THE_SIGN_IN = {
  en: 'The token was obtained, but the call of the API failed.',
  ko: '토큰은 받았지만 API 호출에 실패했습니다.',
};
