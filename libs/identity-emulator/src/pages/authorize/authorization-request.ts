import { randomUUID } from 'node:crypto';
import type { App } from '../../directory/directory.ts';
import { findApp } from '../../directory/find-app.ts';
import { type Audience, findAudience } from '../../directory/find-audience.ts';
import { isRegistered } from '../../directory/find-redirect-uri.ts';
import { entraError, EntraError } from '../../errors/entra-error.ts';
import { type CodeChallenge, isWellFormed } from '../../protocol/authorization-codes.ts';
import { type ClaimsRequest, readClaimsRequest } from '../../protocol/read-claims-request.ts';
import { resolveScopes } from '../../protocol/tokens/resolve-scopes.ts';
import { PageProblem } from '../page-problem.ts';
import { recordVisit, type Visit } from '../visit.ts';

type ResponseMode = 'query' | 'fragment' | 'form_post';
type Prompt = 'none' | 'login' | 'select_account' | 'consent';

/** Where the app waits, and how it wants the answer: all that an answer or an error needs. */
export interface ReturnAddress {
  redirectUri: string;
  responseMode: ResponseMode;
  /** Handed back as it came. */
  state?: string;
  correlationId: string;
}

/** What an app asked the authorize or the adminconsent endpoint for, checked. */
export interface AuthorizationRequest extends ReturnAddress {
  wants: 'code' | 'admin-consent';
  app: App;
  audience: Audience;
  /** As asked, with spaces between. */
  scope: string;
  claims: ClaimsRequest;
  prompt?: Prompt;
  loginHint?: string;
  /** `organizations`, `consumers`, or a domain name in small letters. */
  domainHint?: string;
  /** Seconds: a sign-in that is older must be repeated. */
  maxAge?: number;
  nonce?: string;
  clientInfo: boolean;
  challenge?: CodeChallenge;
}

/** Reads and checks what an app asks for. @throws EntraError for the app */
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

/** The app that asks, and where the answer goes. */
export type AskingApp = Pick<AuthorizationRequest, 'app' | 'audience'> & ReturnAddress;

/**
 * Finds the app that asks. Until app and address fit the registration nothing is sent there (RFC 6749
 * 4.1.2.1): the errors are for the page.
 *
 * @throws PageProblem with 90002, 900144, 700016, 900971, 50011 or another of `findApp`
 */
export function readReturnAddress(visit: Visit, endpoint: Endpoint): AskingApp {
  try {
    return read(visit);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    recordVisit(visit, endpoint, '', error.entry.status, error.entry.oauth);
    throw new PageProblem('app', 400, error.code, error.message);
  }
}

type Endpoint = Parameters<typeof recordVisit>[1];

function read({ query, state, segment }: Visit): AskingApp {
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
    responseMode: knownMode(query.get('response_mode')) ?? 'query',
    ...(appState !== null && { state: appState }),
    correlationId: /^[\da-f-]{36}$/i.test(correlationId) ? correlationId : randomUUID(),
  };
}

const knownMode = (mode: string | null): ResponseMode | undefined =>
  (['query', 'fragment', 'form_post'] as const).find((one) => one === mode);
