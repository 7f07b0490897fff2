import { randomUUID } from 'node:crypto';
import type { HttpRequest, Send } from '../http/http.ts';

// What MSAL sends, known by its form: the paths are the authority's to choose.

/** RFC 8628, 3.4: the standard's name of the grant, and the short one that MSAL and older clients send. */
export const DEVICE_GRANTS = [
  'urn:ietf:params:oauth:grant-type:device_code',
  'device_code',
] as const;

/** The grant of a request to the token endpoint; undefined for any other request. */
export function grantOf(request: HttpRequest): string | undefined {
  if (request.method !== 'POST' || request.body === undefined) return undefined;
  return new URLSearchParams(request.body).get('grant_type') ?? undefined;
}

/** One poll of the token endpoint for a device code (RFC 8628, 3.4). */
export function isDeviceCodePoll(request: HttpRequest): boolean {
  return (DEVICE_GRANTS as readonly string[]).includes(grantOf(request) ?? '');
}

/**
 * The request that starts the device code flow (RFC 8628, 3.1): the only one of MSAL's that names a
 * client and no grant.
 */
export function isDeviceAuthorization(request: HttpRequest): boolean {
  if (request.method !== 'POST' || request.body === undefined) return false;
  const form = new URLSearchParams(request.body);
  return form.has('client_id') && form.has('scope') && !form.has('grant_type');
}

/**
 * What an authority may be asked twice: of two device codes, the one whose answer was lost runs out
 * without having been shown (RFC 8628, 3.2).
 */
export function isHarmlessAtAuthority(request: HttpRequest): boolean {
  return request.method === 'GET' || isDeviceAuthorization(request);
}

const DISCOVERY = '/.well-known/openid-configuration';

/** The request for an authority's description of itself (OpenID Connect Discovery, 4). */
export function isDiscovery({ method, url }: HttpRequest): boolean {
  return method === 'GET' && new URL(url).pathname.endsWith(DISCOVERY);
}

const MARK = 'entra-flows-placeholder-';

/** A value for a member that MSAL needs and the call's own decorator replaces. */
export function placeholder(): string {
  return MARK + randomUUID();
}

/** @throws {TypeError} when a placeholder would be sent as it is */
export function refusePlaceholders(send: Send): Send {
  return async (request) => {
    if (request.body?.includes(MARK)) throw new TypeError('refused to send a placeholder as it is');
    return send(request);
  };
}
