import type { EmulatorState } from '../../emulator-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { graphCaller } from './graph-caller.ts';
import { graphError } from './graph-error.ts';

/** Any other path of Graph: the token comes first, as there, and then that it is not known here. */
export async function graphOther(state: EmulatorState, request: ProtocolRequest): Promise<Reply> {
  const caller = await graphCaller(state, request);
  if ('refused' in caller) return caller.refused;
  const segment = request.path.split('/')[3] ?? '';
  const message = `Resource not found for the segment '${segment.slice(0, 100)}'. This local emulator knows GET /v1.0/me only.`;
  return graphError(state, request, 400, 'BadRequest', message);
}
