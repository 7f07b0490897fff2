/**
 * Silent only: shows the accounts of the token cache and the tokens that it holds for each, picks one
 * account, and gets a token without asking the user. Where it cannot, it says why.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  fetchWithToken,
  listCachedTokens,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { accountPicker, apiAnswer, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { needsUser } from './needs-user.ts';

const about = {
  name: 'cli-accounts',
  app,
  summary: {
    en: 'shows the accounts of the token cache, and gets a token for one of them silently.',
    ko: '토큰 캐시의 계정을 보여 주고, 그중 하나의 토큰을 묻지 않고 받습니다.',
  },
  options: {
    refresh: {
      type: 'boolean',
      help: {
        en: 'ask for a new access token although the held one is good',
        ko: '가진 액세스 토큰이 유효해도 새로 요청',
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
    const held = await listCachedTokens(client);
    output.accounts(held);

    // 2. Silent. Among several accounts the user picks one.
    const chooseAccount = accountPicker({ signal, timeout });
    const getToken = (claims?: string, forceRefresh?: boolean) =>
      acquireToken(
        client,
        { scopes, username, chooseAccount, forceRefresh, claims, signal },
        // 3. There is no flow here: it says why the user is needed, and which flow can ask.
        needsUser,
      );

    // 4. Prompts went to stderr, so stdout holds only the answer.
    output.token(await getToken(undefined, options.own.refresh));

    // 5. The web API. Only the user can satisfy a claims challenge of it.
    if (!api) return output.notCalled(scopes);
    const answer = await fetchWithToken(client, { ...api, signal }, getToken);
    output.answer(apiAnswer(answer, api), api);
  } catch (error) {
    // 6. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(error);
  }
});
