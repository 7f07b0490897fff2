/**
 * Username and password (ROPC): this program sees the password. The last resort, for tests and for
 * accounts that are nobody's: it knows no second factor and no policy that asks for one.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-username-password
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  publicClientConfiguration,
  fetchWithToken,
  signOut,
} from '@entra-flows/auth-core';
import { acquireTokenByUsernamePassword } from '@entra-flows/auth-federation';
import {
  accountPicker,
  apiAnswer,
  askUsername,
  readPassword,
  runSample,
} from '@entra-flows/sample-kit';
import { authConfig } from './auth-config.ts';

const about = {
  name: 'cli-username-password',
  flow: 'username-password',
  summary:
    'gets a token with a password and calls Microsoft Graph with it. The last resort:\n' +
    'without MFA, guests, personal accounts and conditional access. Prefer cli-interactive.',
  options: {
    'password-fd': {
      type: 'number',
      value: 'NUMBER',
      range: [0, 1023],
      help: 'read the password from this file descriptor; a hidden prompt when missing',
    },
  },
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
          const username = loginHint ?? (await askUsername({ signal, timeout }));
          // 3. The flow itself: the password goes to whoever keeps it, the authority or the
          //    organization's own AD FS, and nowhere else.
          const descriptor = options.own['password-fd'];
          const password = await readPassword({ username, descriptor, signal, timeout });
          return acquireTokenByUsernamePassword(client, {
            ...request,
            username,
            password,
          });
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
