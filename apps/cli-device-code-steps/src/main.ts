/**
 * Device code flow, a step at a time: the app asks for a code, and polls when it wants to. Nothing blocks
 * while the user signs in on another device.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-device-code-flow?tabs=python
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  fetchWithToken,
  pollDeviceCode,
  publicClientConfiguration,
  signOut,
  startDeviceCode,
} from '@entra-flows/auth-core';
import { accountPicker, apiAnswer, runSample } from '@entra-flows/sample-kit';
import { app, authConfig } from './auth-config.ts';
import { nextPollOf } from './next-poll.ts';
import { copyOnC, showCode, showNotYet } from './show-code.ts';

const about = {
  name: 'cli-device-code-steps',
  app,
  flow: 'device-code',
  summary: {
    en: 'gets a token by the device code flow in a loop of its own: Enter asks once.',
    ko: '직접 만든 반복문에서 디바이스 코드 흐름으로 토큰을 받습니다. Enter를 누를 때마다 한 번 묻습니다.',
  },
  options: {},
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    // 1. A public client: an ID, an authority, and a cache that outlives this process.
    const { api, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account: username, scopes, timeout } = options;
    if (options.signOut)
      return output.signedOut(await signOut(client, username ? { username } : {}));

    // 2. Silent first. Among several accounts the user picks one. The inner function runs only when
    //    the user has to sign in.
    const chooseAccount = accountPicker({ signal, timeout });
    const getToken = (claims?: string) =>
      acquireToken(client, { scopes, username, chooseAccount, claims, signal }, async (request) => {
        // 3. A code for the user. `flow` is plain JSON, so it could also wait in a file or a database.
        let flow = await startDeviceCode(client, request);
        showCode(flow);
        const nextPoll = nextPollOf({ signal, timeout, onLine: copyOnC(flow.userCode) });
        for (let wait = flow.interval; ;) {
          // 4. The app's own loop: a key, a timer, a queue. One poll a round, never before its time.
          await nextPoll(wait);
          const poll = await pollDeviceCode(client, flow, { signal });
          if (poll.state === 'done') return poll.result;
          ({ flow, wait } = poll);
          showNotYet(poll);
        }
      });

    // 5. Prompts went to stderr, so stdout holds only the answer.
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
