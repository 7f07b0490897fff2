import type { AuthenticationResult } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import type { HttpResponse } from '../http/http.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { type ApiRequest, callApi, checkOrigin, checkParts } from './call-api.ts';
import { claimsChallenge } from './claims-challenge.ts';
import { fitForLogs } from './without-token.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** Gets a token; with `claims`, one that satisfies them, past the cached one. */
export type GetToken = (claims?: string) => Promise<AuthenticationResult>;

/**
 * Calls a web API with a token, and answers a claims challenge once: the API may demand a fresh
 * or a stronger sign-in although the token is still good (continuous access evaluation).
 *
 * The answer of an API that refuses holds the token no more, should it repeat it: such answers end
 * in logs.
 *
 * @param client - its network settings serve the API too
 * @throws {AuthCoreError} `origin_not_allowed` before anything is sent; `no_result` when `getToken`
 *   gives no token
 * @throws {TypeError} for a method, header or body that cannot be sent, before a token is got
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 * @example
 * const { status, text } = await fetchWithToken(
 *   client,
 *   { url: 'https://graph.microsoft.com/v1.0/me', allowedOrigins: ['https://graph.microsoft.com'] },
 *   (claims) => acquireToken(client, { scopes: ['User.Read'], claims }, askUser),
 * );
 */
export async function fetchWithToken(
  client: PublicClient,
  request: ApiRequest,
  getToken: GetToken,
): Promise<HttpResponse> {
  checkOrigin(request);
  checkParts(request);
  const token = authorizationOf(await getToken());
  const first = await callApi(client, request, token);
  const claims = claimsChallenge(first);
  if (claims === undefined) return fitForLogs(first, token);
  const stronger = authorizationOf(await getToken(claims));
  return fitForLogs(await callApi(client, request, stronger), stronger);
}

/** A program in plain JavaScript may give nothing, or something without a token in it. */
function authorizationOf(result: Partial<AuthenticationResult> | null | undefined): string {
  const { accessToken, tokenType } = result ?? {};
  if (typeof accessToken === 'string' && accessToken)
    return `${tokenType || 'Bearer'} ${accessToken}`;
  throw new AuthCoreError('no_result', ownTexts().noTokenForApi);
}
