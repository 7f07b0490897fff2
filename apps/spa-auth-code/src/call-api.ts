import type { AuthenticationResult } from '@azure/msal-browser';
import { claimsChallenge } from './claims-challenge.ts';

export interface ApiAnswer {
  status: number;
  text: string;
  /** The token that was sent last. */
  token: AuthenticationResult;
}

/** Gets a token; with `claims`, one that satisfies them, past the cached one. */
export type GetToken = (claims?: string) => Promise<AuthenticationResult>;

/** ms */
const DEADLINE = 30_000;

/**
 * Calls a web API, and answers a claims challenge once: the API may demand a fresh or a stronger
 * sign-in although the token is still good.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export async function callApi(
  url: string,
  method: 'GET' | 'POST',
  getToken: GetToken,
): Promise<ApiAnswer> {
  const token = await getToken();
  const answer = await send(url, method, token);
  const claims = answer.status === 401 && claimsChallenge(answer.headers.get('www-authenticate'));
  if (!claims) return { status: answer.status, text: await answer.text(), token };
  const stronger = await getToken(claims);
  const second = await send(url, method, stronger);
  return { status: second.status, text: await second.text(), token: stronger };
}

const send = (url: string, method: string, { accessToken }: AuthenticationResult) =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(DEADLINE),
  });
