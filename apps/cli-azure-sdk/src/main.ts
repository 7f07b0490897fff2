/**
 * One sign-in, two SDKs: clients of Microsoft Graph and of Azure Resource Manager get their tokens from one
 * credential.
 *
 * @see https://learn.microsoft.com/graph/sdks/create-client?tabs=typescript
 * @see https://learn.microsoft.com/javascript/api/overview/azure/arm-resources-subscriptions-readme
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  type AskUser,
  publicClientConfiguration,
  signOut,
  toTokenCredential,
} from '@entra-flows/auth-core';
import { accountPicker, deviceCodeDisplay, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { graphClient } from './graph-client.ts';
import { sdkError } from './sdk-error.ts';
import { all, subscriptionClient } from './subscription-client.ts';

const about = {
  name: 'cli-azure-sdk',
  app,
  flow: 'device-code',
  summary: {
    en: 'calls Microsoft Graph and Azure Resource Manager by their SDKs, after one sign-in.',
    ko: '한 번 로그인한 뒤 Microsoft Graph와 Azure Resource Manager를 SDK로 호출합니다.',
  },
  options: {},
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, arm, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account: username, scopes, timeout } = options;
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. The flow: shows a code and a link, then polls until the user has signed in.
    const { done, ...display } = deviceCodeDisplay(options);
    const askUser: AskUser = (request) =>
      acquireTokenByDeviceCode(client, { ...request, timeout, ...display }).finally(done);

    // 3. Silent first. Among several accounts the user picks one, and this one is for both SDKs.
    const chooseAccount = accountPicker({ signal, timeout });
    const result = await acquireToken(client, { scopes, username, chooseAccount, signal }, askUser);
    output.token(result);

    // 4. What the SDKs take: each of them asks it for a token of its own API, silently if that can be.
    const account = result.account ?? undefined;
    const credential = toTokenCredential(client, askUser, { account });

    // 5. Microsoft Graph: its token is in the cache since step 3.
    if (api) {
      const graph = await graphClient({ client, credential, api, scopes, signal });
      output.answer(await graph.api(api.url).get(), api);
    } else output.notCalled(scopes);

    // 6. Azure: another API, so another token. MSAL gets it with the refresh token of the same sign-in.
    if (!arm) return output.notCalled(['https://management.azure.com/.default']);
    const azure = await subscriptionClient({ client, credential, arm });
    const subscriptions = await all(azure.subscriptions.list({ abortSignal: signal }));
    const tenants = await all(azure.tenants.list({ abortSignal: signal }));
    output.answer({ subscriptions, tenants }, { url: arm.endpoint, isMe: false, key: 'azure' });
  } catch (error) {
    // 7. Every failure ends in a diagnosis (what happened, why, what to do next) and its exit code.
    return output.failure(sdkError(error));
  }
});
