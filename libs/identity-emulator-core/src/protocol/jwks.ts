import { findAudience } from '../directory/find-audience.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

/** The public keys of an authority (RFC 7517). One key signs for all tenants. */
export function jwks(state: EmulatorState, request: ProtocolRequest): Reply {
  findAudience(state.directory, request.segment);
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
    body: { keys: [state.signingKey.publicJwk] },
  };
}
