import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { type HttpResponse, jsonObject } from '../http/http.ts';
import { retryAfter } from '../http/retry-after.ts';
import { isHalfAnswer } from '../http/retry.ts';

/** OIDC Core 3.1.2.6: the user has to act, and a prompt can mend it. */
const INTERACTION_WORDS = ['interaction_required', 'login_required', 'consent_required'];

/**
 * Makes MSAL's own error out of an error answer, with everything that MSAL's device code client
 * drops: the description with its AADSTS number, suberror, claims, trace and correlation ID.
 *
 * An answer that is not JSON (a proxy's page, plain text with 429) becomes a `ServerError` that
 * carries the status; its text stays out, since its source is unknown.
 *
 * @param address - that was asked, for an answer that no authority gives: its path says what is wrong
 * @returns with `retryAfter`, in seconds, where the server asks to wait
 */
export function serverError(
  response: HttpResponse,
  address?: string,
): ServerError | InteractionRequiredAuthError {
  const wait = retryAfter(response, Date.now());
  const error = errorOf(response, address);
  return wait === undefined ? error : Object.assign(error, { retryAfter: wait / 1000 });
}

function errorOf(
  response: HttpResponse,
  address: string | undefined,
): ServerError | InteractionRequiredAuthError {
  const body = jsonObject(response);
  if (!body || typeof body['error'] !== 'string') return notTheAuthority(response, address);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const [first] = Array.isArray(body['error_codes']) ? (body['error_codes'] as unknown[]) : [];
  const number = typeof first === 'number' ? String(first) : undefined;
  if (text('claims') || INTERACTION_WORDS.includes(body['error'])) {
    return new InteractionRequiredAuthError(
      body['error'],
      text('correlation_id'),
      text('error_description'),
      text('suberror'),
      text('timestamp'),
      text('trace_id'),
      text('claims'),
      number,
    );
  }
  return new ServerError(
    body['error'],
    text('correlation_id'),
    text('error_description'),
    text('suberror'),
    number,
    response.status,
  );
}

function notTheAuthority(response: HttpResponse, address: string | undefined): ServerError {
  const { status, headers } = response;
  const half = isHalfAnswer(response);
  const { answers } = ownTexts();
  const from = answers.from(status, address && withoutQuery(address));
  const transient = half || status === 429 || status >= 500;
  return new ServerError(
    transient ? 'temporarily_unavailable' : 'invalid_response',
    '',
    half ? answers.halfJson(from) : answers.notOfAuthority(from, typeOf(headers['content-type'])),
    '',
    undefined,
    status,
  );
}

/** It comes from outside, and ends in messages. */
function typeOf(header = ''): string | undefined {
  const [type = ''] = header.split(';');
  return /^[\w .+/-]{1,60}$/.test(type) ? type : undefined;
}

function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/**
 * An answer that no authority gives: from a proxy, a captive network, or a server that is broken.
 *
 * @param why - of the project's own words; nothing of the answer, whose text may hold anything
 */
export function invalidResponse(why: string, status?: number): ServerError {
  return new ServerError('invalid_response', '', why, '', undefined, status);
}

/** By its code, since `instanceof` fails across copies of MSAL. */
export function isInvalidResponse(error: unknown): boolean {
  return (Object(error) as { errorCode?: unknown }).errorCode === 'invalid_response';
}

/** The next answer will be no better. */
export function isFinal(error: unknown): boolean {
  return (Object(error) as { isFinal?: unknown }).isFinal === true;
}
