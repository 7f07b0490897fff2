/**
 * Device code flow: the user signs in on another device; this process only waits.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-device-code-flow
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  fetchWithToken,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { accountPicker, apiAnswer, deviceCodeDisplay, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { codeThenBrowser } from './code-then-browser.ts';

const about = {
  name: 'cli-device-code',
  app,
  flow: 'device-code',
  summary: {
    en: 'gets a token by the device code flow and calls Microsoft Graph with it.',
    ko: '디바이스 코드 흐름으로 토큰을 받아 Microsoft Graph를 호출합니다.',
  },
  options: {
    open: {
      type: 'boolean',
      help: {
        en: 'open the sign-in page in a browser here',
        ko: '이 컴퓨터의 브라우저에서 로그인 페이지를 엶',
      },
    },
  },
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account: username, scopes, timeout } = options;
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. The flow: shows a code and a link, then polls until the user has signed in. Where a policy
    //    refuses the code, the browser of this machine, if it has one.
    const { done, ...display } = deviceCodeDisplay(options);
    const page = { appName: about.name, timeout, onStep: output.flowStep };
    const askUser = codeThenBrowser(client, page, (request) =>
      acquireTokenByDeviceCode(client, { ...request, timeout, ...display }).finally(done),
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
