/**
 * Broker first: a user who is signed in to this system gets a token from its broker (WAM on Windows,
 * Company Portal on macOS, Intune on Linux). Where the broker cannot give one, the browser opens.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/node/brokering
 */
import {
  acquireToken,
  acquireTokenInteractive,
  fetchWithToken,
  signOut,
} from '@entra-flows/auth-core';
import { acquireTokenByBroker } from '@entra-flows/auth-core/broker';
import { accountPicker, apiAnswer, openSignInPage, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { brokerFirst } from './broker-first.ts';
import { ownOptions } from './options.ts';
import { windowHandle } from './window-handle.ts';

const about = {
  name: 'cli-broker',
  app,
  flow: 'broker',
  summary: {
    en:
      'gets a token from the broker of this system and calls Microsoft Graph with it.\n' +
      'Where the broker cannot give one, it says why and signs in with the browser.',
    ko:
      '이 시스템의 브로커에서 토큰을 받아 Microsoft Graph를 호출합니다.\n' +
      '브로커가 줄 수 없으면 이유를 알리고 브라우저로 로그인합니다.',
  },
  options: ownOptions,
} as const;

await runSample(about, async ({ options, output, signal, abandon }) => {
  try {
    // 1. Two clients over one cache, with the broker and without: each account is asked where it is.
    const { account: username, scopes, timeout, own } = options;
    const { prompt, port, 'login-hint': loginHint } = own;
    const parent = windowHandle(own['window-handle']);
    const { api, ...config } = await authConfig(options);
    const { client, inOrder } = brokerFirst(config, own, abandon);
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. Silent first. Several users can be signed in to a system: among them the user picks one.
    const chooseAccount = accountPicker({ signal, timeout });
    const hints = { ...(prompt && { prompt }), ...(loginHint && { loginHint }) };
    const browser = { openBrowser: openSignInPage(own), timeout, port, appName: about.name };
    const getToken = (claims?: string) =>
      acquireToken(
        client,
        { scopes, username, chooseAccount, claims, signal },
        // 3. The flow itself. A failure of the broker leads on to the browser; a user's "no" does not.
        inOrder({
          broker: (request) =>
            acquireTokenByBroker(client, { ...request, ...hints, windowHandle: parent }),
          interactive: (request) =>
            acquireTokenInteractive(client, { ...request, ...hints, ...browser }),
        }),
      );

    // 4. Prompts went to stderr, so stdout holds only the answer.
    output.token(await getToken());

    // 5. The web API. If it answers with a claims challenge, step 2 runs again with those claims.
    if (!api) return output.notCalled(scopes);
    const answer = await fetchWithToken(client, { ...api, signal }, getToken);
    output.answer(apiAnswer(answer, api), api);
  } catch (error) {
    // 6. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(error);
  }
});
