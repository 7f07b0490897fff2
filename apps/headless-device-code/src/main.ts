/**
 * Device code flow of a service: it shows its code wherever this device can, and runs without
 * attention through restarts, outages and revoked sign-ins.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  publicClientConfiguration,
  signOut,
} from '@entra-flows/auth-core';
import { runSample } from '@entra-flows/sample-kit';
import { about } from './options.ts';
import { app, authConfig } from './auth-config.ts';
import { callApi, type GetToken } from './call-api.ts';
import { openJournal } from './journal.ts';
import { runOnSchedule } from './run-on-schedule.ts';
import { logChanges } from './show/log-changes.ts';
import { serviceStatus } from './service-status.ts';
import { showEverywhere } from './show/show-everywhere.ts';

await runSample({ ...about, app }, async ({ options, output, signal }) => {
  try {
    // 1. A public client, whose tokens outlive this process and whose memory outlives a full disk.
    const journal = openJournal(options);
    const status = serviceStatus();
    logChanges({ journal, status });
    const { api, storage, ...config } = await authConfig(options, { journal, status, signal });
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { account: username, scopes, timeout } = options;
    if (options.signOut) {
      await storage.pending.remove();
      return output.signedOut(await signOut(client, username ? { username } : {}));
    }

    // 2. Where users see the code: log, status page, file, command, service manager.
    await using _shown = await showEverywhere(options, { journal, status });

    // 3. Silent first. The inner function runs only when the user is needed, and goes on with a code
    //    that an earlier process showed.
    const getToken: GetToken = (more) =>
      acquireToken(client, { scopes, username, signal, ...more }, (request) =>
        acquireTokenByDeviceCode(client, {
          ...request,
          timeout,
          pending: storage.pending,
          deviceCodeCallback: (prompt) => status.codeIsShown(prompt, request.account),
          onPoll: status.polled,
        }).then(status.codeIsUsed),
      );

    // 4. The work, on a schedule, until the service is stopped.
    await runOnSchedule(options, { journal, status, signal }, async () => {
      await storage.catchUp(client);
      status.worked(await callApi(client, api, getToken, signal));
    });
  } catch (error) {
    // 5. A failure before the work begins ends in a diagnosis and its exit code.
    return output.failure(error);
  }
});
