import { decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { findUserById } from '../directory/find-user.ts';
import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import type { ProtocolRequest } from '../http/protocol-request.ts';
import type { Reply } from '../http/reply.ts';

/**
 * Microsoft Graph's `/me`: who the token is about.
 *
 * Takes a token only with the right signature, issuer, audience, lifetime and scope.
 *
 * @see https://learn.microsoft.com/graph/api/user-get
 */
export async function graphMe(state: EmulatorState, request: ProtocolRequest): Promise<Reply> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.authorization ?? '') ?? [];
  if (!token) return unauthorized(state, request, 'Access token is empty.');
  const claims = await verify(state, token);
  if (!claims) return unauthorized(state, request, whyInvalid(state, token));
  const person = findUserById(state.directory, String(claims['oid']));
  if (!person || person.user.disabled) return unauthorized(state, request, 'The user is unknown.');
  const scopes = String(claims['scp']).split(' ');
  if (!scopes.includes('User.Read')) return forbidden(state, request);
  return { status: 200, headers: { 'request-id': request.correlationId }, body: me(person) };
}

async function verify(state: EmulatorState, token: string): Promise<JWTPayload | undefined> {
  const issuer = state.directory.tenants.map(({ id }) => `${state.origin}/${id}/v2.0`);
  try {
    const { payload } = await jwtVerify(token, state.signingKey.publicKey, {
      algorithms: ['RS256'],
      issuer,
      audience: state.directory.resources[0]?.id ?? '',
      currentDate: new Date(state.clock.now()),
      requiredClaims: ['exp', 'oid', 'scp', 'tid'],
    });
    return payload;
  } catch {
    return undefined; // whatever is wrong with it, the answer is the same
  }
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
  const authority = `${state.pagesOrigin}/common/oauth2/v2.0/authorize`;
  const challenge = `Bearer realm="", authorization_uri="${authority}", error="invalid_token", error_description="${message}"`;
  return {
    status: 401,
    headers: { 'www-authenticate': challenge, 'request-id': request.correlationId },
    body: graphError(state, request, 'InvalidAuthenticationToken', message),
  };
}

function forbidden(state: EmulatorState, request: ProtocolRequest): Reply {
  const message = 'Insufficient privileges to complete the operation: User.Read is needed.';
  return {
    status: 403,
    headers: { 'request-id': request.correlationId },
    body: graphError(state, request, 'Authorization_RequestDenied', message),
  };
}

function graphError(state: EmulatorState, request: ProtocolRequest, code: string, message: string) {
  const innerError = {
    date: new Date(state.clock.now()).toISOString().slice(0, 19),
    'request-id': request.correlationId,
    'client-request-id': request.correlationId,
  };
  return { error: { code, message, innerError } };
}
