import { isTypable, webLink } from '../http/web-link.ts';
import { type DeviceCodeFlow, LONGEST_LIFE } from './device-code-flow.ts';

/** The last moment that a `Date` can hold. */
const END_OF_TIME = 8.64e15;

/**
 * Makes sure that what was kept outside the process is a device code flow: it may have been cut
 * off, written by another version, or by somebody else.
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
