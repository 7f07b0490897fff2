import type { AuthenticationResult } from '@azure/msal-browser';
import { apiAnswerError } from './api-answer-error.ts';
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

/** Seconds. For a longer wait the page shows a message instead. */
const LONGEST_PAUSE = 10;

/**
 * Calls a web API, and answers a claims challenge once: the API may demand a fresh or a stronger
 * sign-in although the token is still good. An API that asks for a short pause gets it, and is called
 * once more with the same token.
 *
 * @throws {Error} with a message for users, for any answer but a good one in JSON
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
  if (!claims) return read(answer, token);
  const stronger = await getToken(claims);
  return read(await send(url, method, stronger), stronger);
}

async function read(answer: Response, token: AuthenticationResult): Promise<ApiAnswer> {
  const text = await answer.text();
  if (answer.ok && isJson(text)) return { status: answer.status, text, token };
  throw apiAnswerError(answer, text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function send(url: string, method: string, token: AuthenticationResult): Promise<Response> {
  const answer = await once(url, method, token);
  const pause = Number(answer.headers.get('retry-after') ?? NaN);
  if (answer.status !== 429 || !(pause >= 0 && pause <= LONGEST_PAUSE)) return answer;
  await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  return once(url, method, token);
}

const once = (url: string, method: string, { accessToken }: AuthenticationResult) =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(DEADLINE),
  });
