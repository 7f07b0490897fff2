import { randomUUID } from 'node:crypto';
import { findApp } from '../../directory/find-app.ts';
import { findAudience } from '../../directory/find-audience.ts';
import { isRegistered } from '../../directory/find-redirect-uri.ts';
import { EntraError, entraError } from '../../errors/entra-error.ts';
import { PageProblem } from '../page-problem.ts';
import type { Visit } from '../visit.ts';
import type { AuthorizationRequest, ResponseMode, ReturnAddress } from './authorization-request.ts';
import { recordVisit } from './record-visit.ts';

/** Who asks, and where the answer goes. */
export type AskingApp = Pick<AuthorizationRequest, 'app' | 'audience'> & ReturnAddress;

/**
 * Who asks. Until app and address fit the registration nothing is sent there (RFC 6749 4.1.2.1):
 * the errors are for the page.
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

export const knownMode = (mode: string | null): ResponseMode | undefined =>
  (['query', 'fragment', 'form_post'] as const).find((one) => one === mode);
