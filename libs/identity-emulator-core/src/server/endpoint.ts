import type { RequestHandler } from 'express';
import {
  answerFault,
  type DisturbedRequest,
  type Outcome,
} from '../control/faults/answer-fault.ts';
import type { FaultPlace } from '../control/faults/fault.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError, EntraError, oauthError } from '../errors/entra-error.ts';
import { errorForGrant, errorReply } from '../errors/error-reply.ts';
import type { Clock } from './clock.ts';
import { basicCredentials, type ProtocolRequest, readProtocolRequest } from './protocol-request.ts';
import { type Reply, sendOutcome } from './reply.ts';

type Answer = (state: EmulatorState, request: ProtocolRequest) => Reply | Promise<Reply>;

/**
 * Makes an Express handler of an endpoint: faults first, then the true answer; errors in Entra's
 * body; every exchange in the log.
 */
export function endpoint(
  state: EmulatorState,
  name: FaultPlace | 'instance' | 'other',
  answer: Answer,
): RequestHandler {
  return async (incoming, response) => {
    const request = readProtocolRequest(incoming);
    const outcome = await answerOrFail(state, name, request, answer);
    record(state, name, request, outcome);
    sendOutcome(response, outcome, request.correlationId);
  };
}

async function answerOrFail(
  state: EmulatorState,
  name: string,
  request: ProtocolRequest,
  answer: Answer,
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
  const grantType = request.form.get('grant_type') ?? undefined;
  const fault = state.faults.take(name as FaultPlace, grantType);
  if (!fault) return answerTruly();
  try {
    return await answerFault(fault, disturbed(state, request), answerTruly);
  } catch (error) {
    return failure(state, request, error);
  }
}

const disturbed = (
  { directory }: EmulatorState,
  { segment, method, form, query }: ProtocolRequest,
): DisturbedRequest => ({
  directory,
  segment,
  method,
  get: (name) => form.get(name) ?? query.get(name),
});

/** What counts against the budget of the authority: Graph and the sample API are other services. */
const isOfAuthority = new Set(['discovery', 'instance', 'jwks', 'devicecode', 'token']);

/** Entra's body for its own errors; nothing but the word for a fault of the emulator. */
function failure(state: EmulatorState, request: ProtocolRequest, error: unknown): Reply {
  if (!(error instanceof EntraError)) state.reportFault(error);
  const told = error instanceof EntraError ? error : oauthError('server_error');
  return errorReply(errorForGrant(told, request.form.get('grant_type')), {
    now: state.clock.now(),
    correlationId: request.correlationId,
    pagesOrigin: state.pagesOrigin,
  });
}

function record(
  state: EmulatorState,
  name: string,
  request: ProtocolRequest,
  outcome: Outcome,
): void {
  const reply = typeof outcome === 'string' ? undefined : outcome;
  const body = typeof reply?.body === 'object' ? reply.body : {};
  const error = typeof body['error'] === 'string' ? body['error'] : undefined;
  const grantType = request.form.get('grant_type');
  const clientId = request.form.get('client_id') ?? basicClient(request);
  state.exchanges.add({
    at: new Date(state.clock.now()).toISOString(),
    endpoint: name,
    method: request.method,
    path: request.path,
    status: reply?.status ?? 0,
    ...(grantType && { grantType }),
    ...(error && { error }),
    ...(clientId && { clientId }),
    correlationId: request.correlationId,
  });
}

function basicClient({ authorization }: ProtocolRequest): string | null {
  try {
    return basicCredentials(authorization)?.clientId ?? null;
  } catch {
    return null;
  }
}

/** How many requests the authority takes in a second. */
export interface RequestBudget {
  /** Counts a request. False when this second's budget was spent before it. */
  take(): boolean;
}

/** @param perSecond by the emulator's clock; without end when absent */
export function requestBudget(clock: Clock, perSecond = Infinity): RequestBudget {
  let second = 0;
  let taken = 0;
  return {
    take() {
      const now = Math.floor(clock.now() / 1000);
      if (now !== second) [second, taken] = [now, 0];
      taken += 1;
      return taken <= perSecond;
    },
  };
}
