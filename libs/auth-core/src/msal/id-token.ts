import { parseJsonObject } from '@entra-flows/primitives/json-object';
import { ownTexts } from '../errors/own-texts.ts';
import { clientAuthError } from './msal-errors.ts';
import { grantOf } from './request-form.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { invalidResponse } from './server-error.ts';
import type { KnownIssuers } from './known-issuers.ts';

export type Claims = Record<string, unknown>;

/** In seconds: what two clocks may differ by (OpenID Connect Core, 3.1.3.7, 9). */
const CLOCK_SKEW = 300;

/** What of a call its ID token has to bring back. */
export interface IdTokenBinding {
  /** As it was sent to the authority. */
  nonce?: string | undefined;
  /** `homeAccountId` of the account whose token is refreshed. */
  owner?: string | undefined;
}

/** The claims of an ID token; undefined for anything else. TLS vouches for its signature. */
export function readIdToken(token: unknown): Claims | undefined {
  const [, payload] = /^[^.\s]*\.([^.\s]+)\.[^.\s]*$/.exec(String(token)) ?? [];
  return jsonIn(payload);
}

export function jsonIn(base64: unknown): Claims | undefined {
  if (typeof base64 !== 'string') return undefined;
  return parseJsonObject(Buffer.from(base64, 'base64url').toString());
}

/**
 * Refuses an ID token that is not for this app, not of this authority, over, or of another user than the
 * one whose token is refreshed. MSAL looks at the nonce alone, and takes tenant and user from it.
 *
 * @throws {ServerError} `invalid_response`
 * @throws {ClientAuthError} `nonce_mismatch`
 * @see OpenID Connect Core, 3.1.3.7 and 12.2
 */
export function checkIdToken(
  request: HttpRequest,
  response: HttpResponse,
  answer: Claims,
  { nonce, owner, issuers }: IdTokenBinding & { issuers: KnownIssuers },
): void {
  if (grantOf(request) === undefined || !answer['id_token'] || answer['error']) return;
  const claims = readIdToken(answer['id_token']) ?? {};
  if (nonce !== undefined && claims['nonce'] !== nonce) {
    throw clientAuthError('nonce_mismatch', 'the ID token is for another sign-in');
  }
  const wrong =
    (isForClient(claims, request) ? undefined : 'client') ??
    (issuers.fit(request.url, claims) ? undefined : 'authority') ??
    (isOver(claims, response) ? 'time' : undefined) ??
    (isOf(owner, claims, answer) ? undefined : 'user');
  if (wrong) throw invalidResponse(ownTexts().answers.idTokenOf(wrong), response.status);
}

function isForClient({ aud, azp }: Claims, { body }: HttpRequest): boolean {
  const clientId = new URLSearchParams(body).get('client_id');
  if (clientId === null) return true;
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const isAmong = audiences.includes(clientId);
  return isAmong && (audiences.length === 1 || azp === clientId);
}

/** By the server's own clock where its answer has the time: a wrong clock here must not prevent sign-ins. */
function isOver({ exp }: Claims, { headers }: HttpResponse): boolean {
  const sent = Date.parse(headers['date'] ?? '');
  const now = (Number.isNaN(sent) ? Date.now() : sent) / 1000;
  return typeof exp !== 'number' || exp + CLOCK_SKEW <= now;
}

/** MSAL names the account by `client_info`, and where there is none by `sub`. */
function isOf(owner: string | undefined, claims: Claims, answer: Claims): boolean {
  if (owner === undefined) return true;
  const { uid, utid } = jsonIn(answer['client_info']) ?? {};
  if (typeof uid === 'string' && typeof utid === 'string' && `${uid}.${utid}` !== owner)
    return false;
  if (owner.includes('.')) return isAtHomeAs(owner, claims);
  return claims['sub'] === undefined || claims['sub'] === owner;
}

/** A user's own tenant gives them one ID in both places; B2C adds the policy to that of the account. */
function isAtHomeAs(account: string, { oid, tid }: Claims): boolean {
  const [id = '', home] = account.toLowerCase().split('.');
  if (typeof oid !== 'string' || typeof tid !== 'string' || tid.toLowerCase() !== home) return true;
  return id === oid.toLowerCase() || id.startsWith(`${oid.toLowerCase()}-`);
}
