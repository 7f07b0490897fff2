import type { HttpRequest } from './http.ts';

/** Both names of the grant: RFC 8628, 3.4, and the short one that MSAL and older clients send. */
const DEVICE_GRANTS = ['device_code', 'urn:ietf:params:oauth:grant-type:device_code'];

export function grantOf(request: HttpRequest): string | undefined {
  if (request.method !== 'POST' || request.body === undefined) return undefined;
  return new URLSearchParams(request.body).get('grant_type') ?? undefined;
}

/** One poll of the token endpoint for a device code (RFC 8628, 3.4). */
export function isDeviceCodePoll(request: HttpRequest): boolean {
  return DEVICE_GRANTS.includes(grantOf(request) ?? '');
}

/** The request that starts the flow (RFC 8628, 3.1). */
export function isDeviceAuthorization(request: HttpRequest): boolean {
  return request.method === 'POST' && new URL(request.url).pathname.endsWith('/devicecode');
}
