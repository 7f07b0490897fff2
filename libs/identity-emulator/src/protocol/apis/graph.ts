import { decodeProtectedHeader, type JWTPayload } from 'jose';
import { findUserById, type Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import type { ProtocolRequest } from '../../server/protocol-request.ts';
import type { Reply } from '../../server/reply.ts';
import { type CheckedToken, verifyToken } from '../tokens/sign-token.ts';
import { bearerChallenge, readBearer } from './bearer.ts';

/**
 * Microsoft Graph's `/me`: the user of the token.
 *
 * @see https://learn.microsoft.com/graph/api/user-get
 */
export async function graphMe(state: ProtocolState, request: ProtocolRequest): Promise<Reply> {
  const caller = await graphCaller(state, request);
  if ('refused' in caller) return caller.refused;
  const { claims } = caller;
  if (claims['idtyp'] === 'app') return graphError(state, request, 400, 'BadRequest', needsUser);
  const account = findUserById(state.directory, String(claims['oid']));
  if (!account || account.user.disabled)
    return unauthorized(state, request, 'The user is unknown.');
  const held = String(claims['scp']).split(' ');
  if (!READS_ME.some((scope) => held.includes(scope)))
    return graphError(state, request, 403, 'Authorization_RequestDenied', needsScope);
  return selected(state, request, properties(account));
}

/** The least of them, and those that include it. */
const READS_ME = ['User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All'];

/** Graph's answer to an app without a user. */
const needsUser = '/me request is only valid with delegated authentication flow.';
const needsScope = 'Insufficient privileges to complete the operation: User.Read is needed.';

/** Graph's own, with the parameters of OData that clients parse. */
const type =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** @see https://learn.microsoft.com/graph/query-parameters#select */
function selected(
  state: ProtocolState,
  request: ProtocolRequest,
  all: Record<string, unknown>,
): Reply {
  const wanted = (request.query.get('$select') ?? '*').split(',').map((name) => name.trim());
  const names = wanted.includes('*') ? Object.keys(all) : wanted;
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    const message = `Parsing OData Select and Expand failed: Could not find a property named '${unknown.slice(0, 100)}' on type 'microsoft.graph.user'.`;
    return graphError(state, request, 400, 'BadRequest', message);
  }
  const part = wanted.includes('*') ? '' : `(${names.join(',')})`;
  return {
    status: 200,
    headers: { 'request-id': request.correlationId, 'odata-version': '4.0' },
    type,
    body: {
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#users${part}/$entity`,
      ...Object.fromEntries(names.map((name) => [name, all[name]])),
    },
  };
}

const properties = ({ user }: Account): Record<string, unknown> => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle ?? null,
  mail: user.username,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: user.surname,
  userPrincipalName: user.username,
  id: user.id,
});

/** Any other path of Graph: the token comes first, as there, and then that it is not known here. */
export async function graphOther(state: ProtocolState, request: ProtocolRequest): Promise<Reply> {
  const caller = await graphCaller(state, request);
  if ('refused' in caller) return caller.refused;
  const segment = request.path.split('/')[3] ?? '';
  const message = `Resource not found for the segment '${segment.slice(0, 100)}'. This local emulator knows GET /v1.0/me only.`;
  return graphError(state, request, 400, 'BadRequest', message);
}

/**
 * Checks the token of a call of Graph: its signature, issuer, audience and lifetime.
 *
 * @returns the claims, or the 401 for a call without such a token
 */
async function graphCaller(
  state: ProtocolState,
  request: ProtocolRequest,
): Promise<{ claims: JWTPayload } | { refused: Reply }> {
  const token = readBearer(request.authorization);
  if (!token) return { refused: unauthorized(state, request, 'Access token is empty.') };
  const checked = await verifyToken(state, request, token, state.directory.resources[0]?.id ?? '');
  if (checked.outcome === 'good') return { claims: checked.claims };
  return { refused: unauthorized(state, request, whyNot(state, token, checked.outcome)) };
}

/** RFC 6750 3, in Graph's dress. */
function unauthorized(state: ProtocolState, request: ProtocolRequest, message: string): Reply {
  const challenge = bearerChallenge(request, {
    error: 'invalid_token',
    error_description: message,
  });
  const reply = graphError(state, request, 401, 'InvalidAuthenticationToken', message);
  return { ...reply, headers: { 'www-authenticate': challenge, ...reply.headers } };
}

/** For a developer who reads the message; programs see the same code each time. */
function whyNot(
  { signingKey }: ProtocolState,
  token: string,
  outcome: Exclude<CheckedToken['outcome'], 'good'>,
): string {
  if (outcome === 'expired') return 'Lifetime validation failed, the token is expired.';
  if (outcome === 'early')
    return "Lifetime validation failed, the token is not valid yet: this emulator's clock went back since. Wait, or sign out and in again.";
  if (outcome === 'audience') return 'Access token validation failure. Invalid audience.';
  const failure = 'Access token validation failure.';
  const kid = keyOf(token);
  if (kid === undefined || kid === signingKey.kid) return failure;
  return `${failure} It is signed with a key that this emulator no longer has: sign out and in again.`;
}

function keyOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

/** @see https://learn.microsoft.com/graph/errors */
function graphError(
  state: ProtocolState,
  { correlationId }: ProtocolRequest,
  status: number,
  code: string,
  message: string,
): Reply {
  const innerError = {
    date: new Date(state.clock.now()).toISOString().slice(0, 19),
    'request-id': correlationId,
    'client-request-id': correlationId,
  };
  const headers = { 'request-id': correlationId };
  return { status, headers, body: { error: { code, message, innerError } } };
}
