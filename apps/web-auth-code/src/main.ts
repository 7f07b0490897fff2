/**
 * Authorization code flow in a web app, both legs by hand: the app sends the browser to the
 * authority, and redeems the code that the browser brings back.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-web-app-call-api-acquire-token
 */
import { runServer } from './run-server.ts';
import { authConfig } from './auth-config.ts';
import { openStorage } from './storage.ts';
import { userClients } from './user-clients.ts';
import { webApp } from './web-app.ts';

await runServer(async ({ settings, address, log }) => {
  // 1. Client ID, authority, scopes and the web API.
  const config = authConfig(settings);

  // 2. Sessions and tokens: in Redis for all instances, or in the memory of this one.
  const storage = openStorage(settings, log);

  // 3. One MSAL client for each user, with only that user's tokens.
  const clients = userClients(config, storage.tokens);

  // 4. The pages. Read sign-in.ts (the first leg), redirect.ts (the second), profile.ts (the token
  //    is used) and sign-out.ts, in this order.
  const app = webApp({ config, settings, storage, clients, address, log });
  return { app, storage };
});
