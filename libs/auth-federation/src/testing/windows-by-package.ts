import { PublicClientApplication } from '@azure/msal-node';
import { acquireToken, publicClientConfiguration, explainAuthError } from '@entra-flows/auth-core';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { acquireTokenByIntegratedWindowsAuth } from '../acquire-token-by-integrated-windows-auth.ts';

/**
 * A process of its own that signs in with a ticket: libkrb5 reads the environment of the process, which a
 * test cannot change. Prints who signed in and by what, or the text for people.
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
