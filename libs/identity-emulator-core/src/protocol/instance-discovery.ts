import type { EmulatorState } from '../emulator-state.ts';
import { oauthError } from '../errors/entra-error.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';

/** Which hosts are one cloud: here the emulator alone. A client asks it about an authority. */
export function instanceDiscovery(state: EmulatorState, request: ProtocolRequest): Reply {
  const { host } = new URL(state.origin);
  const segment = authoritySegment(request.query.get('authorization_endpoint'), host);
  if (segment === undefined) throw oauthError('invalid_instance');
  return {
    status: 200,
    headers: { 'access-control-allow-origin': '*' },
    body: {
      tenant_discovery_endpoint: `${state.origin}/${segment}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

function authoritySegment(endpoint: string | null, host: string): string | undefined {
  if (!endpoint || !URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  return url.host === host ? url.pathname.split('/')[1] || 'common' : undefined;
}
