import { ownTexts } from '../errors/own-texts.ts';
import { grantOf } from './request-form.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { jsonIn, readIdToken } from './id-token.ts';
import { invalidResponse, serverError } from './server-error.ts';

type Json = Record<string, unknown>;

/** In seconds; no authority means a longer one, and its date would not fit into a Date some day. */
const LONGEST_LIFE = 10 * 366 * 24 * 3600;

/** RFC 6749, A.12 and A.17: 1*VSCHAR. Anything else could not stand in a header. */
const VISIBLE = /^[\x20-\x7e]+$/;

/** Claims that MSAL takes as text without looking. */
const TEXT_CLAIMS =
  'iss sub oid tid ver name preferred_username upn email nonce sid login_hint tfp acr'.split(' ');

/**
 * Refuses a token answer that MSAL would take as it comes, keep in the cache for all processes, or
 * stumble over later.
 *
 * @param body - the answer's JSON
 * @throws {ServerError} `invalid_response` with what is wrong, and nothing of the answer itself
 * @see RFC 6749, 5.1 and 7.1; OpenID Connect Core, 2, 3.1.3.3 and 12.2
 */
export function checkTokenAnswer(request: HttpRequest, response: HttpResponse, body: Json): void {
  const grant = grantOf(request);
  if (grant === undefined) return;
  const { status } = response;
  // An error is MSAL's to read, as long as it names itself.
  if (typeof body['error'] === 'string' && body['error']) return;
  if (status !== 200) throw serverError(response);
  const wrong = wrongIn(body) ?? unlikeAsked(grant, request, body);
  if (wrong) throw invalidResponse(wrong, status);
}

function wrongIn(body: Json): string | undefined {
  const texts = () => ownTexts().answers;
  if (isMissing(body['access_token'])) return texts().noAccessToken;
  for (const name of ['access_token', 'refresh_token'])
    if (!isMissing(body[name]) && !isVisible(body[name])) return texts().notAToken(name);
  for (const name of ['token_type', 'scope', 'client_info', 'id_token', 'foci', 'key_id'])
    if (!isMissing(body[name]) && typeof body[name] !== 'string') return texts().notAText(name);
  for (const name of ['expires_in', 'ext_expires_in', 'refresh_in'])
    if (!isMissing(body[name]) && !isLife(body[name])) return texts().notATime(name);
  if (body['client_info'] && !jsonIn(body['client_info'])) return texts().notJson;
  if (body['id_token'] && !isIdToken(body['id_token'])) return texts().notAnIdToken;
  return undefined;
}

function unlikeAsked(grant: string, { body }: HttpRequest, answer: Json): string | undefined {
  const form = new URLSearchParams(body);
  const { noIdToken, otherType } = ownTexts().answers;
  // Only the ID token names the user; a refresh may do without (OpenID Connect, 12.2).
  const needsIdToken =
    form.get('scope')?.split(' ').includes('openid') && grant !== 'refresh_token';
  if (needsIdToken && !answer['id_token']) return noIdToken;
  // RFC 6749, 5.1 and 7.1: in any case of letters, and never of a type that the client does not know.
  const type = form.get('token_type') ?? 'bearer';
  const given = answer['token_type'];
  const isOther = typeof given === 'string' && given && given.toLowerCase() !== type.toLowerCase();
  return isOther ? otherType(type) : undefined;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isVisible(value: unknown): boolean {
  return typeof value === 'string' && VISIBLE.test(value);
}

/** Some servers send numbers as text. */
function isLife(value: unknown): boolean {
  const isText = typeof value === 'string' && /^\d{1,12}(?:\.\d{1,9})?$/.test(value);
  const seconds = isText ? Number(value) : value;
  return typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST_LIFE;
}

function isIdToken(token: unknown): boolean {
  const claims = readIdToken(token);
  // MSAL would give all users without a `sub` one place in the cache.
  if (!claims || isMissing(claims['sub'])) return false;
  return TEXT_CLAIMS.every((name) => isMissing(claims[name]) || typeof claims[name] === 'string');
}
