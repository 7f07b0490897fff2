import type { ServerResponse } from 'node:http';
import { entraError, EntraError, oauthError } from '../errors/entra-error.ts';
import { errorForGrant, errorReply } from '../errors/error-reply.ts';
import { addExchangeStep } from './describe-exchange.ts';
import type { Exchange } from './exchange-log.ts';
import {
  basicCredentials,
  type ProtocolRequest,
  readProtocolRequest,
  type RoutedRequest,
} from './protocol-request.ts';
import { type Outcome, type Reply, sendOutcome } from './reply.ts';
import type { DisturbedRequest, Place, ServerState } from './server-state.ts';

type Answer<State> = (state: State, request: ProtocolRequest) => Reply | Promise<Reply>;

/**
 * Makes a handler of an endpoint, for a route of Express or for a server without it: faults first, then
 * the true answer; errors in Entra's body; every exchange in the log.
 */
export function endpoint<State extends ServerState>(
  state: State,
  name: Place,
  answer: Answer<State>,
) {
  return async (incoming: RoutedRequest, response: ServerResponse): Promise<void> => {
    const request = readProtocolRequest(incoming, state.addressesFor(incoming.headers.host));
    const began = state.exchanges.steps.isRead ? performance.now() : 0;
    const outcome = await answerOrFail(state, name, request, answer);
    const exchange = record(state, name, request, outcome);
    if (state.exchanges.steps.isRead)
      addExchangeStep(state.exchanges.steps, exchange, name, { request, outcome, began });
    sendOutcome(response, outcome, request.correlationId);
  };
}

async function answerOrFail<State extends ServerState>(
  state: State,
  name: Place,
  request: ProtocolRequest,
  answer: Answer<State>,
): Promise<Outcome> {
  const answerTruly = async (): Promise<Reply> => {
    try {
      return await answer(state, request);
    } catch (error) {
      return failure(state, request, error);
    }
  };
  if (isOfAuthority.has(name) && !state.budget.take())
    return failure(state, request, entraError(90055));
  try {
    return await state.disturb(name, disturbed(request), answerTruly);
  } catch (error) {
    return failure(state, request, error);
  }
}

const disturbed = ({ segment, method, form, query }: ProtocolRequest): DisturbedRequest => ({
  segment,
  method,
  grantType: form.get('grant_type') ?? undefined,
  get: (name) => form.get(name) ?? query.get(name),
});

/** What counts against the budget of the authority: Graph and the sample API are other services. */
const isOfAuthority = new Set<Place>(['discovery', 'instance', 'jwks', 'devicecode', 'token']);

/** Entra's body for its own errors; `server_error` without details for an error of the emulator. */
function failure(state: ServerState, request: ProtocolRequest, error: unknown): Reply {
  if (!(error instanceof EntraError)) state.reportFault(error);
  const sent = error instanceof EntraError ? error : oauthError('server_error');
  return errorReply(errorForGrant(sent, request.form.get('grant_type')), {
    now: state.clock.now(),
    correlationId: request.correlationId,
    pagesOrigin: request.addresses.pagesOrigin,
  });
}

function record(
  state: ServerState,
  name: string,
  request: ProtocolRequest,
  outcome: Outcome,
): Exchange {
  const reply = typeof outcome === 'string' ? undefined : outcome;
  const body = typeof reply?.body === 'object' ? reply.body : {};
  const error = typeof body['error'] === 'string' ? body['error'] : undefined;
  const grantType = request.form.get('grant_type');
  const clientId = request.form.get('client_id') ?? basicClient(request);
  const exchange: Exchange = {
    at: new Date(state.clock.now()).toISOString(),
    endpoint: name,
    method: request.method,
    path: request.path,
    status: reply?.status ?? 0,
    correlationId: request.correlationId,
  };
  // No spread: each part would be an object more, with each request.
  if (grantType) exchange.grantType = grantType;
  if (error) exchange.error = error;
  if (clientId) exchange.clientId = clientId;
  state.exchanges.add(exchange);
  return exchange;
}

function basicClient({ authorization }: ProtocolRequest): string | null {
  try {
    return basicCredentials(authorization)?.clientId ?? null;
  } catch {
    return null;
  }
}
