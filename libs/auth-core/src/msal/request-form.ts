import type { HttpRequest } from '../http/http.ts';

/** RFC 8628, 3.4. */
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** The standard's name of the grant, and the short one that MSAL and older clients send. */
const DEVICE_GRANTS = [DEVICE_GRANT, 'device_code'];

export function grantOf(request: HttpRequest): string | undefined {
  if (request.method !== 'POST' || request.body === undefined) return undefined;
  return new URLSearchParams(request.body).get('grant_type') ?? undefined;
}

/** One poll of the token endpoint for a device code (RFC 8628, 3.4). */
export function isDeviceCodePoll(request: HttpRequest): boolean {
  return DEVICE_GRANTS.includes(grantOf(request) ?? '');
}

/** The same poll under the standard's name of the grant: Entra takes both names, others only this one. */
export function underStandardName(poll: HttpRequest): HttpRequest {
  const form = new URLSearchParams(poll.body);
  form.set('grant_type', DEVICE_GRANT);
  return { ...poll, body: form.toString() };
}

/**
 * The request that starts the flow (RFC 8628, 3.1), told by its form: the path is the authority's
 * to choose. It is the only one of MSAL's that names a client and no grant.
 */
export function isDeviceAuthorization(request: HttpRequest): boolean {
  if (request.method !== 'POST' || request.body === undefined) return false;
  const form = new URLSearchParams(request.body);
  return form.has('client_id') && form.has('scope') && !form.has('grant_type');
}
