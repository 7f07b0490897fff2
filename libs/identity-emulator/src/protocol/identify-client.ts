import type { App } from '../directory/directory.ts';
import { findApp } from '../directory/find-app.ts';
import type { Audience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { basicCredentials, parameter, type ProtocolRequest } from '../server/protocol-request.ts';
import { sameSecret } from '../server/secret.ts';
import { checkClientAssertion } from './check-client-assertion.ts';
import type { Grant, GrantRequest } from './grants/grant.ts';
import type { ClientProof } from './tokens/authorization.ts';

/**
 * The app that asks, and how it authenticated (RFC 6749 2.3): not at all, by a secret in the form or
 * the header, or by a signed assertion (RFC 7523 2.2).
 *
 * @throws EntraError those of `findApp`; 700025 for a proof of an app that has none to give;
 *   7000215 or 700027 for a wrong one
 */
export async function identifyClient(
  state: ProtocolState,
  request: ProtocolRequest,
  audience: Audience,
): Promise<{ app: App; proof: ClientProof }> {
  const basic = basicCredentials(request.authorization);
  const named = parameter(request, 'client_id');
  if (basic && named !== undefined && named !== basic.clientId)
    throw entraError(9002313, 'The header and the form name two clients.');
  const app = findApp(state.directory, audience, basic?.clientId ?? named);
  return { app, proof: await prove(state, { request, app, audience }, basic?.secret) };
}

async function prove(
  state: ProtocolState,
  asked: { request: ProtocolRequest; app: App; audience: Audience },
  basicSecret?: string,
): Promise<ClientProof> {
  const { request, app } = asked;
  const secret = basicSecret ?? parameter(request, 'client_secret');
  const assertion = parameter(request, 'client_assertion');
  if (secret === undefined && assertion === undefined) return 'none';
  if (!app.secrets && !app.certificates) throw entraError(700025);
  if (assertion !== undefined) {
    await checkClientAssertion(
      state,
      asked,
      assertion,
      parameter(request, 'client_assertion_type'),
    );
    return 'certificate';
  }
  if (!(app.secrets ?? []).some((one) => sameSecret(secret ?? '', one)))
    throw entraError(7000215, app.clientId);
  return 'secret';
}

/**
 * Whether the client may act as the app: a page of it by script, an app that may be public, or an app
 * that authenticated.
 *
 * @param grant the one that is asked for
 * @throws EntraError 9002327, 9002326, 7000218 or 7000216
 */
export function checkClient(state: ProtocolState, grant: Grant, asked: GrantRequest): void {
  const { request, app, proof } = asked;
  const { origin } = request;
  const isForPage = grant.isForPage?.(state, asked) ?? false;
  if (isForPage && origin === undefined) throw entraError(9002327);
  if (!isForPage && origin !== undefined) throw entraError(9002326, origin.slice(0, 200));
  const mayBePublic = isForPage || (app.publicClient && !grant.isForApps);
  if (proof === 'none' && !mayBePublic) throw entraError(grant.isForApps ? 7000216 : 7000218);
}
