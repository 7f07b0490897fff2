import { printableText } from '../errors/printable-text.ts';

/** Gives what may be shown of a value, or undefined. */
type Shape = (value: unknown) => string | undefined;

/** Enough to read; a hostile server's megabyte stays out of the log. */
const LONGEST_VALUE = 400;
const MOST_FIELDS = 60;

/** Nothing in it looks like a secret or steers a terminal. */
const isPlain = (text: string) =>
  text.length <= LONGEST_VALUE && printableText(text, { longest: LONGEST_VALUE }) === text;

const matching =
  (pattern: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && pattern.test(value) && isPlain(value) ? value : undefined;

/** A word of a protocol, or a few of them: `select_account`, `code id_token`, `urn:ietf:params:…`. */
const word = matching(/^[a-z][a-z0-9_:.+-]{0,80}(?: [a-z][a-z0-9_]{0,20}){0,3}$/i);
/** Without digits, which no error word has and most secrets have. */
const letters = matching(/^[a-z]{1,40}(?:[ _.-][a-z]{1,40}){0,8}$/i);
const guid = matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const name = matching(/^[\w.:/-]{1,80}$/);
const scopes = matching(/^[\x21-\x7e]{1,200}(?: [\x21-\x7e]{1,200}){0,30}$/);
const time = matching(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?$/);

/** Some servers send numbers as text. */
const number: Shape = (value) => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,10}(?:\.\d{1,6})?$/.test(text) ? text : undefined;
};

const numbers: Shape = (value) =>
  Array.isArray(value) && value.length <= 10 && value.every((one) => typeof one === 'number')
    ? `[${value.join(',')}]`
    : undefined;

/** Without its query, but for the number that Entra's `error_uri` has there. */
const address: Shape = (value) => {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { origin, pathname, search } = new URL(value);
  if (origin === 'null') return matching(/^[a-z][\w.+-]{0,60}:\/\/[\w/]{0,40}$/i)(value);
  const shown = origin + shownPath(pathname);
  return shown.length > LONGEST_VALUE
    ? undefined
    : shown + (/^\?code=\d{5,8}$/.test(search) ? search : '');
};

/**
 * What may be shown, and in which shape. Everything else is not: a list of secrets would miss the
 * parameter that is added next year, and a name alone does not say what a server puts behind it.
 */
const OF_REQUEST: Readonly<Record<string, Shape>> = {
  'api-version': name,
  client_id: name,
  client_info: matching(/^[01]$/),
  code_challenge_method: word,
  grant_type: word,
  prompt: letters,
  redirect_uri: address,
  requested_token_use: word,
  response_mode: letters,
  response_type: word,
  scope: scopes,
  'client-request-id': guid,
  'x-client-sku': name,
  'x-client-ver': name,
};
const OF_RESPONSE: Readonly<Record<string, Shape>> = {
  authorization_endpoint: address,
  correlation_id: guid,
  device_authorization_endpoint: address,
  error: letters,
  error_codes: numbers,
  error_uri: address,
  expires_in: number,
  ext_expires_in: number,
  interval: number,
  issuer: address,
  jwks_uri: address,
  refresh_in: number,
  scope: scopes,
  suberror: letters,
  timestamp: time,
  token_endpoint: address,
  token_type: letters,
  trace_id: guid,
  verification_uri: address,
};

type Fields = Record<string, string>;

export const shownRequestFields = (entries: [string, unknown][]): Fields =>
  shown(entries, OF_REQUEST);
export const shownResponseFields = (entries: [string, unknown][]): Fields =>
  shown(entries, OF_RESPONSE);

export const shownGuid = (value: unknown): string | undefined => guid(value);

/** Node's code, or an error's name. */
export const shownWord = (value: unknown): string | undefined => word(value);

/** A path with `…` in the place of each part that may be an identifier only its reader should have. */
export function shownPath(path: string): string {
  return path
    .slice(0, LONGEST_VALUE)
    .split('/')
    .map((part) => (isPlain(part) ? part : '…'))
    .join('/');
}

function shown(entries: [string, unknown][], shapes: Readonly<Record<string, Shape>>): Fields {
  return Object.fromEntries(
    entries.slice(0, MOST_FIELDS).map(([key, value]) => {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
      return [shownName(key), shape?.(value) ?? `[${text.length} chars]`];
    }),
  );
}

/** A body sent as a form that is not one consists of a name alone. */
const shownName = (key: string) =>
  /^[a-z][\w.-]{0,39}$/i.test(key) && isPlain(key) ? key : `[name of ${key.length} chars]`;
