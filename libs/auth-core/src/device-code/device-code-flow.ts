import { ownTexts } from '../errors/own-texts.ts';
import { partsOf } from '../msal/client-network.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import type { DeviceCode } from './device-code.ts';
import { isTypable, webLink } from '../http/web-link.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What a device code is good for; it is never used for anything else. */
export interface DeviceCodeBinding {
  /** The application (client) ID. */
  clientId: string;
  /** As the client was made with. */
  authority: string;
  /** The scopes that the code was asked for. */
  scopes: string[];
  /** A claims challenge, as JSON text. */
  claims?: string;
}

/**
 * A device code flow under way, as plain JSON, so that it can be kept outside the process.
 *
 * The holder of `deviceCode` gets the tokens once the user has signed in: keep it as you keep
 * tokens, and never log it.
 */
export interface DeviceCodeFlow extends DeviceCodeBinding {
  /** What the user types, at `verificationUri`. */
  userCode: string;
  /** The page where the user types `userCode`. */
  verificationUri: string;
  /** The link with the code in it, where the authority sends one. */
  verificationUriComplete?: string;
  /** The authority's own words for the user. */
  message: string;
  /** ms since 1970. */
  expiresAt: number;
  /** Seconds between two polls; slow_down raises it for good. */
  interval: number;
  /** A bearer secret. */
  deviceCode: string;
  /** ms since 1970 of the last poll. */
  polledAt?: number;
  /** Seconds to wait after `polledAt`. */
  wait?: number;
  /** Polls in a row that brought no usable answer. */
  faults?: number;
}

/** @param request - `authority` where it is not the client's own */
export function bindingOf(
  client: PublicClient,
  request: {
    scopes: string[];
    claims?: string | undefined;
    authority?: string | undefined;
  },
): DeviceCodeBinding {
  const { clientId, authority } = partsOf(client);
  const { scopes, claims } = request;
  return {
    clientId,
    authority: request.authority ?? authority,
    scopes: [...scopes],
    ...(claims ? { claims } : {}),
  };
}

export function deviceCodeFlow(code: DeviceCode, binding: DeviceCodeBinding): DeviceCodeFlow {
  const { expiresIn, ...rest } = code;
  return { ...binding, ...rest, expiresAt: Math.round(Date.now() + expiresIn * 1000) };
}

/** In seconds: no code lives longer, and no forged time or wrong clock overflows a timer. */
const LONGEST_LIFE = 24 * 3600;

/**
 * The code as the authority would send it now. Where the clock is behind it seems to live longer than
 * it does, and the authority ends it.
 */
export function deviceCodeOf(flow: DeviceCodeFlow): DeviceCode {
  const { deviceCode, userCode, verificationUri, verificationUriComplete, message, interval } =
    flow;
  return {
    deviceCode,
    userCode,
    verificationUri,
    ...(verificationUriComplete ? { verificationUriComplete } : {}),
    message,
    interval,
    expiresIn: Math.min((flow.expiresAt - Date.now()) / 1000, LONGEST_LIFE),
  };
}

export function hasExpired({ expiresAt }: DeviceCodeFlow): boolean {
  return Date.now() >= expiresAt;
}

/** Whether both are for the same client, authority, scopes (in any order) and claims. */
export function isBoundTo(one: DeviceCodeBinding, other: DeviceCodeBinding): boolean {
  return fingerprint(one) === fingerprint(other);
}

function fingerprint({ clientId, authority, scopes, claims }: DeviceCodeBinding): string {
  return JSON.stringify([clientId, authority, [...new Set(scopes)].sort(), claims ?? '']);
}

/** @returns `device_code_mismatch` */
export function mismatch(): AuthCoreError {
  return new AuthCoreError('device_code_mismatch', ownTexts().codeOfOther);
}

/** The last moment that a `Date` can hold. */
const END_OF_TIME = 8.64e15;

/**
 * Makes sure that what was kept outside the process is a device code flow: it may have been cut
 * off, written by another version, or by another program.
 *
 * @throws {TypeError} that names the field, without its value
 */
export function parseDeviceCodeFlow(value: unknown): DeviceCodeFlow {
  if (typeof value !== 'object' || value === null) throw new TypeError('not a device code flow');
  const given = value as Record<string, unknown>;
  const flow = given as unknown as DeviceCodeFlow;
  for (const field of TEXTS) check(typeof given[field] === 'string' && given[field] !== '', field);
  for (const field of OPTIONAL_TEXTS) check(isMissingOr(given[field], 'string'), field);
  for (const field of OPTIONAL_NUMBERS) check(isMissingOr(given[field], 'number'), field);
  check(typeof given['message'] === 'string', 'message');
  check(URL.canParse(flow.authority), 'authority');
  check(isTypable(flow.userCode), 'userCode');
  for (const field of LINKS) check(given[field] === undefined || isLink(given[field], flow), field);
  check(isListOfText(given['scopes']), 'scopes');
  check(isWithin(given['interval'], LONGEST_LIFE), 'interval');
  check(isMissingOr(given['wait'], 'number') && !((flow.wait ?? 0) > LONGEST_LIFE), 'wait');
  // Not measured by the clock: a device that has just started may not know the time yet.
  check(isWithin(given['expiresAt'], END_OF_TIME), 'expiresAt');
  return flow;
}

const TEXTS = ['clientId', 'authority', 'userCode', 'verificationUri', 'deviceCode'];
const OPTIONAL_TEXTS = ['claims', 'verificationUriComplete'];
const OPTIONAL_NUMBERS = ['polledAt', 'faults'];

const LINKS = ['verificationUri', 'verificationUriComplete'];

/**
 * Which certificates are trusted is not kept with a code; the authority was reached once. A link to this
 * machine beside another authority is for the comparison with the client to find.
 */
function isLink(value: unknown, { authority }: DeviceCodeFlow): boolean {
  const pinned = [{ origin: new URL(authority).origin }];
  const sources = [authority, String(value)].filter((text) => URL.canParse(text));
  return sources.some((source) => webLink(value, { authority: source, pinned }) !== undefined);
}

function check(right: boolean, field: string): void {
  if (!right) throw new TypeError(`the saved device code flow has no usable "${field}"`);
}

function isMissingOr(value: unknown, type: 'string' | 'number'): boolean {
  if (value === undefined) return true;
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && value > 0 && value <= most;
}
