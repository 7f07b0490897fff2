import type { EmulatorState } from '../../emulator-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';

/** @see https://learn.microsoft.com/graph/errors */
export function graphError(
  state: EmulatorState,
  { correlationId }: ProtocolRequest,
  status: number,
  code: string,
  message: string,
): Reply {
  const innerError = {
    date: new Date(state.clock.now()).toISOString().slice(0, 19),
    'request-id': correlationId,
    'client-request-id': correlationId,
  };
  const headers = { 'request-id': correlationId };
  return { status, headers, body: { error: { code, message, innerError } } };
}
