/**
 * Username and password (ROPC): this program sees the password. The last resort, for test and service
 * accounts; it cannot satisfy MFA or a policy that demands it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-username-password
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  fetchWithToken,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { acquireTokenByUsernamePassword } from '@entra-flows/auth-federation';
import { accountPicker, apiAnswer, runSample } from '@entra-flows/sample-kit';
import { askCredentials } from './ask-credentials.ts';
import { app, authConfig } from './auth-config.ts';
import { ownOptions } from './options.ts';

const about = {
  name: 'cli-username-password',
  app,
  flow: 'username-password',
  summary: {
    en:
      'gets a token with a password and calls Microsoft Graph with it. The last resort:\n' +
      'without MFA, guests, personal accounts and conditional access. Prefer the browser.',
    ko:
      '암호로 토큰을 받아 Microsoft Graph를 호출합니다. 마지막 수단입니다.\n' +
      'MFA, 게스트, 개인 계정, 조건부 액세스에서는 쓸 수 없습니다. 브라우저 로그인을 먼저 쓰세요.',
  },
  options: ownOptions,
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account, scopes, timeout } = options;
    if (options.signOut)
      return output.signedOut(await signOut(client, account ? { username: account } : {}));

    // 2. Silent first. Among several accounts the user picks one. The inner function runs only when
    //    the password is needed.
    const chooseAccount = accountPicker({ signal, timeout });
    const getToken = (claims?: string) =>
      acquireToken(
        client,
        { scopes, username: account, chooseAccount, claims, signal },
        async ({ loginHint, ...request }) => {
          // 3. The flow itself: the password goes to the authority or to the organization's own AD FS,
          //    and nowhere else.
          const known = { username: loginHint, descriptor: options.own['password-fd'] };
          const credentials = await askCredentials({ ...known, signal, timeout });
          return acquireTokenByUsernamePassword(client, { ...request, ...credentials });
        },
      );

    // 4. Prompts went to stderr, so stdout holds only the answer.
    output.token(await getToken());

    // 5. The web API. A claims challenge asks for what a password alone cannot give.
    if (!api) return output.notCalled(scopes);
    const answer = await fetchWithToken(client, { ...api, signal }, getToken);
    output.answer(apiAnswer(answer, api), api);
  } catch (error) {
    // 6. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(error);
  }
});
