import { PublicClientApplication } from '@azure/msal-node';
import { acquireToken, publicClientConfiguration, explainAuthError } from '@entra-flows/auth-core';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { acquireTokenByIntegratedWindowsAuth } from '../acquire-token-by-integrated-windows-auth.ts';

/**
 * Signs in with a ticket, in a separate process: libkrb5 reads the environment of the process, which a
 * test cannot change. Prints the user and the carrier, or the text that a user reads.
 */
const { authority, ca, clientId } = JSON.parse(process.argv[2] ?? '') as Pick<
  IdentityEmulator,
  'authority' | 'ca' | 'clientId'
>;
const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
const client = new PublicClientApplication(
  publicClientConfiguration({ clientId, authority, trustedOrigins, proxy: false }),
);
let carrier = '';
try {
  const { account } = await acquireToken(client, { scopes: ['User.Read'] }, (request) =>
    acquireTokenByIntegratedWindowsAuth(client, {
      ...request,
      onStep: (step) => void (step.step === 'carrier' && (carrier = step.carrier)),
    }),
  );
  console.log(`${account?.username} by ${carrier}`);
} catch (error) {
  console.log(explainAuthError(error, { language: 'en', flow: 'integrated-windows' }));
}
