import { randomUUID } from 'node:crypto';
import { type CodeChallenge, isWellFormed } from '../../authorization-codes/code-challenge.ts';
import { findApp } from '../../directory/find-app.ts';
import { findAudience } from '../../directory/find-audience.ts';
import { isRegistered } from '../../directory/find-redirect-uri.ts';
import { entraError } from '../../errors/entra-error.ts';
import { resolveScopes } from '../../tokens/resolve-scopes.ts';
import type { Visit } from '../visit.ts';
import type {
  AuthorizationRequest,
  Prompt,
  ResponseMode,
  ReturnAddress,
} from './authorization-request.ts';

type Asked = Pick<AuthorizationRequest, 'app' | 'audience'> & ReturnAddress;

/**
 * Who asks, and where the answer goes. Until both fit the registration nothing is sent there
 * (RFC 6749 4.1.2.1): the errors are for the page.
 *
 * @throws EntraError 90002, 900144, 700016, 900971 or 50011
 */
export function readReturnAddress({ query, state, segment }: Visit): Asked {
  const audience = findAudience(state.directory, segment);
  const app = findApp(state.directory, audience, query.get('client_id') ?? undefined);
  const redirectUri = query.get('redirect_uri');
  if (!redirectUri) throw entraError(900971);
  if (!isRegistered(app, redirectUri))
    throw entraError(50011, redirectUri.slice(0, 200), app.clientId);
  const appState = query.get('state');
  const correlationId = query.get('client-request-id') ?? '';
  return {
    app,
    audience,
    redirectUri,
    responseMode: isMode(query.get('response_mode')) ?? 'query',
    ...(appState !== null && { state: appState }),
    correlationId: /^[\da-f-]{36}$/i.test(correlationId) ? correlationId : randomUUID(),
  };
}

/** The rest of the request. @throws EntraError that the app hears */
export function readAuthorizationRequest(visit: Visit, asked: Asked): AuthorizationRequest {
  const { query, state } = visit;
  const mode = query.get('response_mode');
  if (mode !== null && !isMode(mode)) throw entraError(90023, 'response_mode');
  const type = query.get('response_type');
  if (!type) throw entraError(900144, 'response_type');
  if (type !== 'code') throw entraError(700054, type.slice(0, 60));
  const scope = query.get('scope');
  if (!scope) throw entraError(900144, 'scope');
  const loginHint = query.get('login_hint')?.slice(0, 200);
  const nonce = query.get('nonce')?.slice(0, 1000);
  return {
    ...asked,
    ...readPrompt(query.get('prompt')),
    ...readChallenge(query),
    scope: resolveScopes(state.directory, scope).asked.join(' '),
    clientInfo: query.get('client_info') === '1',
    ...(loginHint && { loginHint }),
    ...(nonce && { nonce }),
  };
}

const isMode = (mode: string | null): ResponseMode | undefined =>
  (['query', 'fragment', 'form_post'] as const).find((one) => one === mode);

function readPrompt(text: string | null): { prompt?: Prompt } {
  if (!text) return {};
  const known = (['none', 'login', 'select_account', 'consent'] as const).find((p) => p === text);
  if (!known) throw entraError(90023, 'prompt');
  return { prompt: known };
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
