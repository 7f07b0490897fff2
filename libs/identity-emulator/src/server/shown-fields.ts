import { redactText } from './redact-text.ts';

/** Gives what may be shown of a value, or undefined. */
type Shape = (value: unknown) => string | undefined;

/** Fields of one message; a hostile client's thousand stay out of the trace. */
const mostFields = 40;

const matching =
  (pattern: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && pattern.test(value) && redactText(value, 400) === value
      ? value
      : undefined;

/** A word of a protocol, or a few of them: `select_account`, `urn:ietf:params:…`. */
const words = matching(/^[a-z][\w:.+-]{0,80}(?: [a-z]\w{0,20}){0,3}$/i);
/** Without digits, which no error word has and most secrets have. */
const letters = matching(/^[a-z]{1,40}(?:[ _.-][a-z]{1,40}){0,8}$/i);
const guid = matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i);
const name = matching(/^[\w.:/-]{1,80}$/);
const scopes = matching(/^[\x21-\x7e]{1,100}(?: [\x21-\x7e]{1,100}){0,20}$/);
const time = matching(/^\d{4}-\d\d-\d\d[ T][\d:.]{8,16}Z?$/);
const username = matching(/^[\w.%+#'-]{1,80}@[\w.-]{1,80}$/);

const number: Shape = (value) =>
  /^\d{1,10}(?:\.\d{1,6})?$/.test(String(value)) ? String(value) : undefined;

const numbers: Shape = (value) =>
  Array.isArray(value) && value.length <= 10 && value.every((one) => typeof one === 'number')
    ? value.join(' ')
    : undefined;

const flag: Shape = (value) =>
  value === true || value === false || /^(?:[01]|true|false)$/i.test(String(value))
    ? String(value)
    : undefined;

/** Origin and path: a query may hold a code. */
const address: Shape = (value) => {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, host, pathname } = new URL(value);
  return redactText(`${protocol}//${host}${pathname}`, 200);
};

/** A sentence for users, with what looks like a secret taken out. */
const text: Shape = (value) =>
  typeof value === 'string' ? redactText(value.split('\r\n', 1)[0], 400) : undefined;

/** A claims request or challenge: its names, and values that are plain words or numbers. */
const claims: Shape = (value) => {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    const shown = JSON.stringify(parsed, (_, inner: unknown) =>
      typeof inner === 'string' ? redactText(inner, 80) : inner,
    );
    return shown !== undefined && shown.length <= 400 ? shown : undefined;
  } catch {
    return undefined;
  }
};

/**
 * What of a request and its answer is shown, and in which shape. A list of secrets would miss the
 * parameter that is added next year, and a name alone does not say what a client puts behind it.
 */
const shapes: Readonly<Record<string, Shape>> = {
  'api-version': name,
  $select: words,
  admin_consent: flag,
  answer: letters,
  authorization_endpoint: address,
  claims,
  client_assertion_type: words,
  client_id: name,
  client_info: flag,
  code_challenge_method: words,
  correlation_id: guid,
  device_authorization_endpoint: address,
  domain_hint: name,
  displayName: letters,
  error: letters,
  error_codes: numbers,
  error_description: text,
  error_uri: address,
  error_subcode: letters,
  expires_in: number,
  ext_expires_in: number,
  federation_metadata_url: address,
  grant_type: words,
  interval: number,
  issuer: address,
  jwks_uri: address,
  login_hint: username,
  max_age: number,
  post_logout_redirect_uri: address,
  practice: username,
  prompt: letters,
  redirect_uri: address,
  refresh_in: number,
  requested_token_use: words,
  resource: address,
  response_mode: letters,
  response_type: words,
  'retry-after': number,
  scope: scopes,
  suberror: letters,
  tenant: guid,
  timestamp: time,
  token_endpoint: address,
  token_type: letters,
  trace_id: guid,
  userPrincipalName: username,
  username,
  verification_uri: address,
  'www-authenticate': text,
  wa: name,
  wtrealm: words,
  account_type: letters,
  domain_name: name,
  federation_protocol: name,
};

/** Each field by its name: its value where it may be shown, else its length. */
export function shownFields(entries: Iterable<[string, unknown]>): Record<string, string> {
  const shown: [string, string][] = [];
  for (const [key, value] of entries) {
    if (shown.length === mostFields) break;
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    shown.push([shownName(key), shape?.(value) ?? lengthOf(value)]);
  }
  return Object.fromEntries(shown);
}

function lengthOf(value: unknown): string {
  const sent = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `[${sent.length} chars]`;
}

/** A body sent as a form that is not one consists of a name alone. */
const shownName = (key: string): string =>
  /^[$a-z][\w.-]{0,39}$/i.test(key) && redactText(key) === key
    ? key
    : `[name of ${key.length} chars]`;
