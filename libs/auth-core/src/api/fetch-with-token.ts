import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { partsOf } from '../client/create-public-client.ts';
import { AuthCoreError } from '../errors/auth-core-error.ts';
import type { HttpRequest, HttpResponse } from '../network/http.ts';
import { claimsChallenge } from './claims-challenge.ts';

export interface ApiRequest {
  /** Absolute https URL. */
  url: string;
  method?: HttpRequest['method'];
  headers?: Record<string, string>;
  body?: string;
  /** Origins that the token may be sent to, for instance `['https://graph.microsoft.com']`. */
  allowedOrigins: readonly string[];
  signal?: AbortSignal | undefined;
}

/** Gets a token; with `claims`, one that satisfies them, past the cached one. */
export type GetToken = (claims?: string) => Promise<AuthenticationResult>;

/**
 * Calls a web API with a token, and answers a claims challenge once: the API may demand a fresh
 * or a stronger sign-in although the token is still good (continuous access evaluation).
 *
 * @param client - its network settings serve the API too
 * @throws {AuthCoreError} `origin_not_allowed` before anything is sent
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export async function fetchWithToken(
  client: PublicClientApplication,
  request: ApiRequest,
  getToken: GetToken,
): Promise<HttpResponse> {
  checkOrigin(request);
  const first = await call(client, request, await getToken());
  const claims = first.status === 401 ? claimsChallenge(first) : undefined;
  return claims === undefined ? first : call(client, request, await getToken(claims));
}

function call(
  client: PublicClientApplication,
  { url, method = 'GET', headers = {}, body, signal }: ApiRequest,
  { accessToken, tokenType }: AuthenticationResult,
): Promise<HttpResponse> {
  return partsOf(client).api({
    url,
    method,
    headers: {
      accept: 'application/json',
      ...headers,
      authorization: `${tokenType} ${accessToken}`,
    },
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  });
}

function checkOrigin({ url, allowedOrigins }: ApiRequest): void {
  const origin = URL.canParse(url) ? new URL(url).origin : 'an address that is not a URL';
  const allowed = allowedOrigins.some(
    (entry) => URL.canParse(entry) && new URL(entry).origin === origin,
  );
  if (!allowed || !origin.startsWith('https:')) {
    throw new AuthCoreError(
      'origin_not_allowed',
      `the token was not sent to ${origin}: only ${allowedOrigins.join(', ') || 'no origin'} may have it`,
    );
  }
}
