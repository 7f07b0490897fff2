import { isJsonObject, parseJsonObject } from '@entra-flows/primitives/json-object';
import type { Exchange, StepLog } from './exchange-log.ts';
import type { ProtocolRequest } from './protocol-request.ts';
import type { Outcome } from './reply.ts';
import { fingerprint } from './secret.ts';
import { shownFields } from './shown-fields.ts';
import type { Place } from './server-state.ts';
import type { Actor, IssuedTokens, NewStep, StepKind } from './trace-step.ts';

/** Numbers and hands out the step that an exchange is. Called only while somebody reads steps. */
export function addExchangeStep(
  log: StepLog,
  exchange: Exchange,
  place: Place,
  { request, outcome, began }: { request: ProtocolRequest; outcome: Outcome; began: number },
): void {
  const answer = answerOf(outcome);
  const [from, to] = wayOf(place);
  const call = `call ${request.correlationId}`;
  const causedBy = log.causeOf(causeOf(request)) ?? log.causeOf(call);
  const step: NewStep = {
    ...exchange,
    ...timesOf(began),
    kind: kindOf(place, exchange.grantType),
    from,
    to,
    ...(causedBy !== undefined && { causedBy }),
    requestBytes: request.body.length || new URLSearchParams(request.query).toString().length,
    answerBytes: answer.bytes,
    parameters: shownFields(parametersOf(request)),
    answer: shownFields(answer.fields),
    ...failureOf(answer.body),
    ...tokensOf(answer.body),
  };
  log.add(step, call, ...issuedBy(answer.body));
}

/** @param began of `performance.now()`; 0 where nobody read yet */
export function timesOf(began: number): Pick<NewStep, 'startedAt' | 'durationMs'> {
  const now = performance.now();
  const durationMs = began === 0 ? 0 : Math.round((now - began) * 10) / 10;
  return { startedAt: Math.round(performance.timeOrigin + now - durationMs), durationMs };
}

/** What follows from a token or code in the answer names this step as its cause. */
const issuedBy = (body: Fields): (string | undefined)[] =>
  ['device_code', 'refresh_token', 'access_token'].map((name) => keyOf(body[name]));

/** What brought this request forth. */
function causeOf({ form, authorization }: ProtocolRequest): string | undefined {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const names = ['device_code', 'code', 'refresh_token', 'assertion'];
  return keyOf(names.map((name) => form.get(name)).find(Boolean) ?? token);
}

const keyOf = (secret: unknown): string | undefined =>
  typeof secret === 'string' ? fingerprint(secret) : undefined;

type Fields = Record<string, unknown>;

function answerOf(outcome: Outcome): { body: Fields; fields: [string, unknown][]; bytes: number } {
  if (typeof outcome === 'string') return { body: {}, fields: [], bytes: 0 };
  const { body: sent, headers = {} } = outcome;
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
  const body = typeof sent === 'string' ? (parseJsonObject(sent) ?? {}) : sent;
  // Graph and Azure Resource Manager have an object there.
  const { error, ...rest } = body;
  const flat = isJsonObject(error)
    ? { error: error['code'], error_description: error['message'], ...rest }
    : body;
  const told = Object.entries(headers).filter(([name]) => toldHeaders.has(name.toLowerCase()));
  return {
    body,
    fields: [
      ...told.map(([name, value]) => [name.toLowerCase(), value] as const),
      ...Object.entries(flat),
    ] as [string, unknown][],
    bytes: Buffer.byteLength(text),
  };
}

const toldHeaders = new Set(['retry-after', 'www-authenticate']);

function parametersOf({ query, form, contentType, authorization }: ProtocolRequest) {
  const isForm = contentType?.includes('form') ?? false;
  const sent: [string, unknown][] = [...query, ...(isForm ? form : [])];
  return authorization === undefined
    ? sent
    : [['authorization', authorization] as [string, unknown], ...sent];
}

function failureOf(body: Fields): Pick<NewStep, 'code' | 'suberror'> {
  const { error_codes: codes, suberror } = body;
  const [code] = Array.isArray(codes) ? (codes as unknown[]) : [];
  return {
    ...(typeof code === 'number' && { code: `AADSTS${code}` }),
    ...(typeof suberror === 'string' && { suberror: suberror.slice(0, 60) }),
  };
}

/** The claims of what was issued; a token without its signature is good for nothing. */
function tokensOf(body: Fields): Pick<NewStep, 'tokens' | 'username'> {
  const { access_token, id_token, refresh_token, expires_in } = body;
  if (typeof access_token !== 'string') return {};
  const access = claimsOf(access_token);
  const id = claimsOf(id_token);
  const { preferred_username: username } = id ?? access ?? {};
  const tokens: IssuedTokens = {
    ...(access && { access }),
    ...(id && { id }),
    refreshable: typeof refresh_token === 'string',
    ...(typeof expires_in === 'number' && { lifetimeSeconds: expires_in }),
  };
  return { tokens, ...(typeof username === 'string' && { username }) };
}

function claimsOf(token: unknown): Fields | undefined {
  if (typeof token !== 'string') return undefined;
  const [, payload = ''] = token.split('.');
  return parseJsonObject(Buffer.from(payload, 'base64url').toString());
}

const kinds: Partial<Record<Place, StepKind>> = {
  discovery: 'discovery',
  instance: 'discovery',
  jwks: 'keys',
  devicecode: 'device-code',
  graph: 'api-call',
  arm: 'api-call',
  userinfo: 'api-call',
  api: 'api-call',
  userrealm: 'user-realm',
  mex: 'adfs',
  'ws-trust': 'adfs',
};

const grantKinds: Readonly<Record<string, StepKind>> = {
  device_code: 'poll',
  authorization_code: 'redeem-code',
  refresh_token: 'refresh',
  password: 'username-password',
  client_credentials: 'client-credentials',
  'jwt-bearer': 'on-behalf-of',
  'saml1_1-bearer': 'assertion',
  'saml2-bearer': 'assertion',
};

function kindOf(place: Place, grantType = ''): StepKind {
  if (place === 'token') return grantKinds[grantType.replace(/^.*:/, '')] ?? 'token';
  return kinds[place] ?? 'other';
}

function wayOf(place: Place): [Actor, Actor] {
  if (place === 'mex' || place === 'ws-trust') return ['app', 'adfs'];
  return ['app', kinds[place] === 'api-call' ? 'api' : 'authority'];
}
