import type { ProtocolRequest } from '../../server/protocol-request.ts';

/** The token of an `Authorization: Bearer` header (RFC 6750 2.1); undefined without one. */
export const readBearer = (authorization = ''): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1];

/** The `WWW-Authenticate` of a web API that needs another token, as Microsoft's APIs write it (RFC 6750 3). */
export function bearerChallenge(
  { addresses: { pagesOrigin } }: ProtocolRequest,
  parameters: Readonly<Record<string, string>>,
): string {
  const authority = `${pagesOrigin}/common/oauth2/v2.0/authorize`;
  const all = { realm: '', authorization_uri: authority, ...parameters };
  const parts = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${parts.join(', ')}`;
}
