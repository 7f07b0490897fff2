import type { AuthenticationResult } from '@azure/msal-browser';
import { type Answer, answerTo } from './auth-network.ts';

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

function read(answer: Answer, token: AuthenticationResult): ApiAnswer {
  const { ok, status, text } = answer;
  if (ok && isJson(text)) return { status, text, token };
  throw apiAnswerError(answer);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function send(url: string, method: string, token: AuthenticationResult): Promise<Answer> {
  const answer = await once(url, method, token);
  const pause = Number(answer.headers.get('retry-after') ?? NaN);
  if (answer.status !== 429 || !(pause >= 0 && pause <= LONGEST_PAUSE)) return answer;
  await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  return once(url, method, token);
}

const once = (url: string, method: string, { accessToken }: AuthenticationResult) =>
  answerTo(
    new Request(url, {
      method,
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(DEADLINE),
    }),
  );

/**
 * The claims that an API demands in `WWW-Authenticate: Bearer …, error="insufficient_claims",
 * claims="<base64 of JSON>"`; undefined where it demands none that can be read.
 *
 * @returns JSON text, as MSAL's `claims` wants it
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(header: string | null): string | undefined {
  if (!header || !/^bearer\s/i.test(header)) return undefined;
  const parameter = (name: string) => new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(header)?.[1];
  // Azure Resource Manager says it with the older word.
  if (!['insufficient_claims', 'invalid_token'].includes(parameter('error') ?? ''))
    return undefined;
  const encoded = parameter('claims')?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims && !Array.isArray(claims) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The web API refused, or something else answered; the token is fine. The message is for users. */
export function apiAnswerError({ status, headers, text }: Omit<Answer, 'ok'>): Error {
  const [why, next] = reasons(status, headers.get('retry-after'), text);
  return new Error(
    `The web API did not do it: it answered HTTP ${status}${status < 300 ? ' with something that is no JSON' : ''}.
Why: The token was obtained; ${why}
Next: ${next}
Code api_error`,
  );
}

function reasons(status: number, pause: string | null, text: string): [why: string, next: string] {
  // RFC 6585, section 5; older servers say the same with 400, in words of their own.
  const says = /headers?\b.{0,40}\btoo (?:long|large|big)|request too long/is;
  if (status === 431 || (status === 400 && says.test(text.slice(0, 4000))))
    return [
      'it is too large for this API, which takes less in a header.',
      'Have the limit of the API raised, or fewer group and role claims put into the token.',
    ];
  const why = 'it is the API, or something between, that fails.';
  if (pause && /^\d{1,5}$/.test(pause))
    return [why, `Wait at least ${pause} seconds, then try again.`];
  return [why, 'Try again later. If your network has a login page, log in there first.'];
}
