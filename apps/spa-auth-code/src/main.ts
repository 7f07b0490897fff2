/**
 * Single-page app: the page itself runs the authorization code flow with PKCE, keeps the tokens, and
 * calls web APIs with them.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-spa-acquire-token
 */
import { AuthError, PublicClientApplication } from '@azure/msal-browser';
import { acquireToken, type AskUser } from './acquire-token.ts';
import { askByPopup, askByRedirect, askNobody } from './ask-user.ts';
import { authConfig } from './auth-config.ts';
import { callApi } from './call-api.ts';
import { chosenAccount, remember } from './chosen-account.ts';
import { readState, writeState } from './request-state.ts';
import { apiTasks, type TaskName } from './api-tasks.ts';
import { tidyAddress } from './tidy-address.ts';
import { openView } from './view/open-view.ts';

const view = openView();
const isAnswered = tidyAddress();
await view.attempt(async () => {
  // 1. A public client: an ID, an authority, and a cache in this tab's session storage.
  const { msal, graph, orders } = await authConfig();
  const client = new PublicClientApplication(msal);
  await client.initialize();
  const tasks = apiTasks(graph, orders);

  // 2. Silent first. `askUser` runs only when the user is needed; `anyUser` lets them choose the account.
  const run = async (name: TaskName, askUser: AskUser, anyUser = false): Promise<void> => {
    const { scopes, url, method } = tasks[name];
    let account = anyUser ? undefined : chosenAccount(client);
    const getToken = async (claims?: string) => {
      const state = writeState({ task: name, account: account?.homeAccountId });
      const result = await acquireToken(client, { scopes, account, claims, state }, askUser);
      account = remember(client, result, account?.homeAccountId);
      return result;
    };
    // 3. The web API. If it answers with a claims challenge, step 2 runs again with those claims.
    view.showAnswer(await callApi(url, method, getToken));
  };

  // 4. The flow itself: the page goes to the sign-in page, or a window opens beside it.
  view.connect({
    client,
    hasOrders: orders !== undefined,
    run: (name, anyUser) =>
      view.attempt((signal) =>
        run(
          name,
          view.way() === 'popup' ? askByPopup(client, signal) : askByRedirect(client),
          anyUser,
        ),
      ),
    signOut: () =>
      view.attempt(() => client.logoutRedirect({ account: chosenAccount(client) ?? null })),
  });

  // 5. Back from the sign-in page: go on with what it was needed for. Otherwise show what is here.
  const back = await client.handleRedirectPromise();
  if (isAnswered && !back) throw new AuthError('answer_lost', '');
  const { task, account } = readState(back?.state);
  if (back) remember(client, back, account);
  view.showAccounts();
  if (back || chosenAccount(client)) await run(task, askNobody);
});
