import { decodeProtectedHeader } from 'jose';
import { findUserById } from '../directory/find-user.ts';
import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { ProtocolRequest } from '../http/protocol-request.ts';
import type { Reply } from '../http/reply.ts';
import { readBearer } from '../tokens/read-bearer.ts';
import { verifyToken } from '../tokens/verify-token.ts';
import { bearerChallenge } from './bearer-challenge.ts';

/**
 * Microsoft Graph's `/me`: who the token is about.
 *
 * Takes a token only with the right signature, issuer, audience, lifetime and scope.
 *
 * @see https://learn.microsoft.com/graph/api/user-get
 */
export async function graphMe(state: EmulatorState, request: ProtocolRequest): Promise<Reply> {
  const token = readBearer(request.authorization);
  if (!token) return unauthorized(state, request, 'Access token is empty.');
  const checked = await verifyToken(state, token, state.directory.resources[0]?.id ?? '');
  if (checked.outcome !== 'good') return unauthorized(state, request, whyInvalid(state, token));
  const { claims } = checked;
  if (claims['idtyp'] === 'app') return appOnly(state, request);
  const person = findUserById(state.directory, String(claims['oid']));
  if (!person || person.user.disabled) return unauthorized(state, request, 'The user is unknown.');
  const scopes = String(claims['scp']).split(' ');
  if (!scopes.includes('User.Read')) return forbidden(state, request);
  return { status: 200, headers: { 'request-id': request.correlationId }, body: me(person) };
}

/** Only for the person who looks into it: a program sees the same answer each time. */
function whyInvalid({ signingKey }: EmulatorState, token: string): string {
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

const me = ({ user }: Person): Record<string, unknown> => ({
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
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

/** RFC 6750 3, in Graph's dress. */
function unauthorized(state: EmulatorState, request: ProtocolRequest, message: string): Reply {
  const challenge = bearerChallenge(state, { error: 'invalid_token', error_description: message });
  const reply = refused(state, request, 401, 'InvalidAuthenticationToken', message);
  return { ...reply, headers: { 'www-authenticate': challenge, ...reply.headers } };
}

/** As Graph says it to an app without a person: there is no "me". */
const appOnly = (state: EmulatorState, request: ProtocolRequest): Reply => {
  const message = '/me request is only valid with delegated authentication flow.';
  return refused(state, request, 400, 'BadRequest', message);
};

const forbidden = (state: EmulatorState, request: ProtocolRequest): Reply => {
  const message = 'Insufficient privileges to complete the operation: User.Read is needed.';
  return refused(state, request, 403, 'Authorization_RequestDenied', message);
};

function refused(
  state: EmulatorState,
  request: ProtocolRequest,
  status: number,
  code: string,
  message: string,
): Reply {
  const headers = { 'request-id': request.correlationId };
  return { status, headers, body: graphError(state, request, code, message) };
}

function graphError(state: EmulatorState, request: ProtocolRequest, code: string, message: string) {
  const innerError = {
    date: new Date(state.clock.now()).toISOString().slice(0, 19),
    'request-id': request.correlationId,
    'client-request-id': request.correlationId,
  };
  return { error: { code, message, innerError } };
}
