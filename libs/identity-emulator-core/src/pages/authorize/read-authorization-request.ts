import { type CodeChallenge, isWellFormed } from '../../protocol/code-challenge.ts';
import { readClaimsRequest } from '../../protocol/read-claims-request.ts';
import { entraError } from '../../errors/entra-error.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import type { Visit } from '../visit.ts';
import type { AuthorizationRequest, Prompt } from './authorization-request.ts';
import { type AskingApp, knownMode } from './read-return-address.ts';

/** What an app asks for, checked. @throws EntraError that the app hears */
export function readAuthorizationRequest(
  { query, state }: Visit,
  asked: AskingApp,
): AuthorizationRequest {
  const mode = query.get('response_mode');
  if (mode !== null && !knownMode(mode)) throw entraError(90023, 'response_mode');
  const type = query.get('response_type');
  if (!type) throw entraError(900144, 'response_type');
  if (type !== 'code') throw entraError(700054, type.slice(0, 60));
  const scope = query.get('scope');
  if (!scope) throw entraError(900144, 'scope');
  const loginHint = query.get('login_hint')?.slice(0, 200);
  const domainHint = query.get('domain_hint')?.slice(0, 200).toLowerCase();
  const resource = query.get('resource') ?? undefined;
  const nonce = query.get('nonce')?.slice(0, 1000);
  return {
    ...asked,
    wants: 'code',
    claims: readClaimsRequest(query.get('claims') ?? undefined),
    ...readMaxAge(query.get('max_age')),
    ...readPrompt(query.get('prompt')),
    ...readChallenge(query),
    scope: resolveScopes(state.directory, scope, { app: asked.app, resource }).asked.join(' '),
    clientInfo: query.get('client_info') === '1',
    ...(loginHint && { loginHint }),
    ...(domainHint && { domainHint }),
    ...(nonce && { nonce }),
  };
}

function readPrompt(text: string | null): { prompt?: Prompt } {
  if (!text) return {};
  const known = (['none', 'login', 'select_account', 'consent'] as const).find((p) => p === text);
  if (!known) throw entraError(90023, 'prompt');
  return { prompt: known };
}

/** OpenID Connect Core 3.1.2.1: seconds. */
function readMaxAge(text: string | null): { maxAge?: number } {
  if (!text) return {};
  if (!/^\d{1,9}$/.test(text)) throw entraError(90023, 'max_age');
  return { maxAge: Number(text) };
}

/** RFC 7636 4.3; a challenge without a method is plain. */
function readChallenge(query: URLSearchParams): { challenge?: CodeChallenge } {
  const value = query.get('code_challenge');
  if (value === null) return {};
  if (!isWellFormed(value)) throw entraError(501491);
  const method = query.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256' && method !== 'plain') throw entraError(90023, 'code_challenge_method');
  return { challenge: { value, method } };
}
