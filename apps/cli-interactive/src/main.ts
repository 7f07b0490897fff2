/**
 * Interactive flow: the user signs in in the system browser of this machine, which comes back to
 * this process over loopback (authorization code with PKCE).
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-interactive
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenInteractive,
  fetchWithToken,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { accountPicker, apiAnswer, openSignInPage, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { browserThenCode } from './browser-then-code.ts';
import { ownOptions } from './options.ts';

const about = {
  name: 'cli-interactive',
  app,
  flow: 'interactive',
  summary: {
    en: 'gets a token in the system browser and calls Microsoft Graph with it.',
    ko: '시스템 브라우저에서 토큰을 받아 Microsoft Graph를 호출합니다.',
  },
  options: ownOptions,
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account: username, scopes, timeout } = options;
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. The flow: opens the browser, then waits until it comes back with a code. Where this machine has
    //    no browser, a terminal shows a device code.
    const { prompt, port, 'login-hint': loginHint } = options.own;
    const appName = about.name;
    const hints = { ...(prompt && { prompt }), ...(loginHint && { loginHint }), appName };
    const openBrowser = openSignInPage(options.own);
    const askUser = browserThenCode(client, options, output.flowStep, (request) =>
      acquireTokenInteractive(client, { ...request, ...hints, timeout, port, openBrowser }),
    );

    // 3. Silent first. Among several accounts the user picks one. The flow runs only when the user has
    //    to sign in.
    const chooseAccount = accountPicker({ signal, timeout });
    const getToken = (claims?: string) =>
      acquireToken(client, { scopes, username, chooseAccount, claims, signal }, askUser);

    // 4. Prompts went to stderr, so stdout holds only the answer.
    output.token(await getToken());

    // 5. The web API. If it answers with a claims challenge, step 3 runs again with those claims.
    if (!api) return output.notCalled(scopes);
    const answer = await fetchWithToken(client, { ...api, signal }, getToken);
    output.answer(apiAnswer(answer, api), api);
  } catch (error) {
    // 6. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(error);
  }
});
