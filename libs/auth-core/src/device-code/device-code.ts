import { type HttpResponse, jsonObject } from '../http/http.ts';
import { serverError } from '../msal/server-error.ts';
import { isTypable, type LinkSource, plainMessage, webLink } from '../http/web-link.ts';

/** RFC 8628, 3.2: "If no value is provided, clients MUST use 5 as the default." */
const DEFAULT_INTERVAL = 5;
/** Entra's lifetime of a device code, for an answer without a usable `expires_in`. */
const DEFAULT_LIFETIME = 900;
/** Longer than any server means it; keeps a hostile number from overflowing a timer. */
const LONGEST_LIFETIME = 24 * 3600;
/** A server may ask for a hurry, but not for a busy loop. */
const SHORTEST_INTERVAL = 0.02;

/** What the devicecode endpoint answered (RFC 8628, 3.2), checked. `deviceCode` is a bearer secret. */
export interface DeviceCode {
  deviceCode: string;
  userCode: string;
  /** As `URL.href`. */
  verificationUri: string;
  /** The link with the code in it, on the same host, where the server sends one; MSAL drops it. */
  verificationUriComplete?: string;
  /** The server's own words for the user, in the user's language. */
  message: string;
  /** Seconds from now. */
  expiresIn: number;
  /** Seconds between two polls. */
  interval: number;
}

/**
 * Reads the answer of the devicecode endpoint.
 *
 * MSAL does not look at the status: it hands undefined fields to the callback and then polls
 * without a device code, in a tight loop. So any other answer than a device code is refused here, and so is a link that
 * a user should not be shown.
 *
 * @param source - who answered
 * @throws {ServerError | InteractionRequiredAuthError} the server's own error
 */
export function readDeviceCode(response: HttpResponse, source: LinkSource): DeviceCode {
  const body = jsonObject(response);
  const text = (name: string) => (typeof body?.[name] === 'string' ? body[name] : '');
  const deviceCode = text('device_code');
  const userCode = text('user_code');
  const verificationUri = webLink(text('verification_uri') || text('verification_url'), source);
  const complete = webLink(text('verification_uri_complete'), source);
  const isUsable = response.status === 200 && deviceCode && userCode && isTypable(userCode);
  if (!isUsable || !verificationUri) throw serverError(response);
  return {
    deviceCode,
    userCode,
    verificationUri,
    ...(complete && isOnHost(complete, verificationUri)
      ? { verificationUriComplete: complete }
      : {}),
    message: plainMessage(text('message')),
    expiresIn: Math.min(positive(body?.['expires_in']) ?? DEFAULT_LIFETIME, LONGEST_LIFETIME),
    interval: intervalOf(body?.['interval']),
  };
}

/** The same in the field names of the wire, as MSAL reads them, with the numbers put right. */
export function deviceCodeResponse(code: DeviceCode): HttpResponse {
  const body = {
    device_code: code.deviceCode,
    user_code: code.userCode,
    verification_uri: code.verificationUri,
    message: code.message,
    expires_in: code.expiresIn,
    interval: code.interval,
  };
  return { status: 200, headers: {}, text: JSON.stringify(body) };
}

function intervalOf(value: unknown): number {
  const asked = positive(value) ?? DEFAULT_INTERVAL;
  return Math.min(Math.max(asked, SHORTEST_INTERVAL), LONGEST_LIFETIME);
}

function positive(value: unknown): number | undefined {
  // Some servers send numbers as text. An object may not even be convertible.
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

/** A user compares the host that is shown, and opens the other link. */
const isOnHost = (link: string, shown: string): boolean =>
  new URL(link).origin === new URL(shown).origin;
