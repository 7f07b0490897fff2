import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  publicClientConfiguration,
  type Exchange,
  explainAuthError,
} from '@entra-flows/auth-core';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { acquireTokenByIntegratedWindowsAuth } from '../acquire-token-by-integrated-windows-auth.ts';
import { acquireTokenByUsernamePassword } from '../acquire-token-by-username-password.ts';
import type { FederatedRequest } from '../federated-request.ts';
import type { FederationStep } from '../federation-step.ts';

export const frida = { username: 'frida@adatum.example', password: 'Password-of-Frida-1' };
const scopes = ['User.Read'];

/** A client of the emulator with both flows, and what it reported; for the specs. */
export function federatedClient(emulator: IdentityEmulator) {
  const { authority, ca, clientId } = emulator;
  const exchanges: Exchange[] = [];
  const log: string[] = [];
  const steps: FederationStep[] = [];
  const client = new PublicClientApplication(
    publicClientConfiguration({
      clientId,
      authority,
      trustedOrigins: [{ origin: new URL(authority).origin, ca }],
      onExchange: (exchange) => exchanges.push(exchange),
      log: (line) => log.push(line),
      proxy: false,
    }),
  );
  const onStep = (step: FederationStep) => steps.push(step);
  return {
    client,
    exchanges,
    steps,
    /** All that a program with --verbose would show. */
    shown: () => JSON.stringify([exchanges, log, steps]),
    windows: (more: Partial<FederatedRequest> & { username?: string } = {}) =>
      acquireToken(client, { scopes }, (request) =>
        acquireTokenByIntegratedWindowsAuth(client, { ...request, onStep, ...more }),
      ),
    password: (more: Partial<FederatedRequest & typeof frida> = {}) =>
      acquireToken(client, { scopes }, (request) =>
        acquireTokenByUsernamePassword(client, { ...request, ...frida, onStep, ...more }),
      ),
  };
}

/** The text that a user reads when it fails; throws when it does not. */
export async function explained(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => explainAuthError(error, { language: 'en', flow: 'integrated-windows' }),
  );
}
