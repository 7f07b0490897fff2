import { randomUUID } from 'node:crypto';
import type { Account } from '../../directory/find-user.ts';
import { type EntraError, entraError } from '../../errors/entra-error.ts';
import { errorReply } from '../../errors/error-reply.ts';
import type { SignInRecord } from '../../protocol/tokens/authorization.ts';
import { clientInfo } from '../../protocol/tokens/id-token-claims.ts';
import type { PageReply, Visit } from '../visit.ts';
import type { AuthorizationRequest, ReturnAddress } from './authorization-request.ts';
import { sendBack } from './send-back.ts';

/** Ends a sign-in with a code for the app (RFC 6749 4.1.2). */
export function answerWithCode(
  visit: Visit,
  request: AuthorizationRequest,
  account: Account,
  signIn: SignInRecord,
): PageReply {
  const { app, audience, redirectUri, scope, nonce, challenge } = request;
  const code = visit.state.authorizationCodes.issue({
    clientId: app.clientId,
    redirectUri,
    segment: audience.segment,
    scope,
    userId: account.user.id,
    signIn,
    ...(nonce !== undefined && { nonce }),
    ...(challenge && { challenge }),
  });
  const session = { session_state: randomUUID() };
  const who = request.clientInfo ? { client_info: clientInfo(account) } : {};
  return sendBack(visit, request, { code, ...who, ...session });
}

/** Tokens of a session that began by a device code stay subject to the policies for that. */
export const trackedFlow = (isTracked = false): Pick<SignInRecord, 'flow'> =>
  isTracked ? { flow: 'device-code' } : {};

/**
 * Tells the app that an administrator consented for all users.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent#successful-response
 */
export const answerAdminConsent = (
  visit: Visit,
  request: AuthorizationRequest,
  { tenant }: Account,
): PageReply =>
  sendBack(visit, request, { admin_consent: 'True', tenant: tenant.id, scope: request.scope });

/** Ends a sign-in with Entra's error for the app (RFC 6749 4.1.2.1). */
export function answerWithError(
  visit: Visit,
  address: ReturnAddress,
  error: EntraError,
  more: Record<string, string> = {},
): PageReply {
  const { body } = errorReply(error, context(visit, address.correlationId));
  const { error_description, error_uri, suberror, ...rest } = body as Record<string, string>;
  // RFC 6749 4.1.2.1 has no invalid_grant, as a grant does not exist yet.
  const said = rest['error'] === 'invalid_grant' ? 'access_denied' : rest['error'];
  const word = words[error.code ?? 0] ?? said;
  const sent = { error: word, error_description, error_uri, suberror, ...more };
  const there = Object.entries(sent).filter((entry): entry is [string, string] => !!entry[1]);
  return sendBack(visit, address, Object.fromEntries(there));
}

/** Entra reports a user who cancels as access_denied. */
export const answerCancelled = (visit: Visit, address: ReturnAddress): PageReply =>
  answerWithError(visit, address, entraError(65004), { error_subcode: 'cancel' });

/** Where the authorize endpoint has another error code than the token endpoint. */
const words: Readonly<Record<number, string>> = {
  50055: 'interaction_required',
  53003: 'access_denied',
  65001: 'consent_required',
  90094: 'consent_required',
};

const context = ({ state, addresses }: Visit, correlationId: string) => ({
  now: state.clock.now(),
  correlationId,
  pagesOrigin: addresses.pagesOrigin,
});
