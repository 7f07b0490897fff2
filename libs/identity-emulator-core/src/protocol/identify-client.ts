import type { App } from '../directory/directory.ts';
import { findApp } from '../directory/find-app.ts';
import type { Audience } from '../directory/find-audience.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { parameter, type ProtocolRequest } from '../server/protocol-request.ts';
import { sameSecret } from '../server/secret.ts';
import { basicCredentials } from '../server/basic-credentials.ts';
import { checkClientAssertion } from './check-client-assertion.ts';
import type { ClientProof } from './client-proof.ts';

/**
 * Which app asks, and how it proved that (RFC 6749 2.3): nothing, a secret in the form or the
 * header, or a signed assertion (RFC 7523 2.2).
 *
 * @throws EntraError those of `findApp`; 700025 for a proof of an app that has none to give;
 *   7000215 or 700027 for a wrong one
 */
export async function identifyClient(
  state: EmulatorState,
  request: ProtocolRequest,
  audience: Audience,
): Promise<{ app: App; proof: ClientProof }> {
  const basic = basicCredentials(request.authorization);
  const named = parameter(request, 'client_id');
  if (basic && named !== undefined && named !== basic.clientId)
    throw entraError(9002313, 'The header and the form name two clients.');
  const app = findApp(state.directory, audience, basic?.clientId ?? named);
  return { app, proof: await prove(state, request, { app, audience }, basic?.secret) };
}

async function prove(
  state: EmulatorState,
  request: ProtocolRequest,
  asked: { app: App; audience: Audience },
  basicSecret?: string,
): Promise<ClientProof> {
  const { app } = asked;
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
