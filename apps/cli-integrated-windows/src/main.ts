/**
 * Integrated Windows Authentication: a user who is signed in to the domain gets a token without being
 * asked. The machine's Kerberos ticket goes to the organization's AD FS, and its assertion to Entra.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-integrated-windows-authentication
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  fetchWithToken,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { acquireTokenByIntegratedWindowsAuth } from '@entra-flows/auth-federation';
import { accountPicker, apiAnswer, openSignInPage, runSample } from '@entra-flows/sample-kit';
import { askForSecondFactor } from './ask-for-second-factor.ts';
import { app, authConfig } from './auth-config.ts';
import { ownOptions } from './options.ts';
import { showStep } from './show-step.ts';

const about = {
  name: 'cli-integrated-windows',
  app,
  flow: 'integrated-windows',
  summary: {
    en:
      'gets a token with the Kerberos ticket of this machine and calls Microsoft Graph with it.\n' +
      'For accounts of a federated domain (AD FS).',
    ko:
      '이 컴퓨터의 Kerberos 티켓으로 토큰을 받아 Microsoft Graph를 호출합니다.\n' +
      '페더레이션된 도메인(AD FS)의 계정을 위한 것입니다.',
  },
  options: ownOptions,
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { scopes, verbose, account, timeout, own } = options;
    const username = own.username ?? account;
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. Silent first. Among several accounts the user picks one. The inner function runs only when
    //    the ticket is needed.
    const page = { openBrowser: openSignInPage(own), timeout, appName: about.name };
    const chooseAccount = accountPicker({ signal, timeout });
    const getToken = (claims?: string) =>
      acquireToken(client, { scopes, username, chooseAccount, claims, signal }, (request) =>
        // 3. The flow itself. Without a name it takes the user of the ticket.
        acquireTokenByIntegratedWindowsAuth(client, {
          ...request,
          onStep: (step) => showStep(step, verbose),
        }).catch((error: unknown) =>
          // 4. A ticket cannot satisfy MFA. Where it is demanded, a page asks for the second factor.
          askForSecondFactor(client, { ...request, ...page }, error),
        ),
      );

    // 5. What was used went to stderr, so stdout holds only the answer.
    output.token(await getToken());

    // 6. The web API. If it answers with a claims challenge, step 2 runs again with those claims.
    if (!api) return output.notCalled(scopes);
    const answer = await fetchWithToken(client, { ...api, signal }, getToken);
    output.answer(apiAnswer(answer, api), api);
  } catch (error) {
    // 7. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(error);
  }
});
