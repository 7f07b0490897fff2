import { once } from 'node:events';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import type { AuthConfig } from '../src/auth-config.ts';
import { listen } from '../src/listen.ts';
import { readSettings } from '../src/settings.ts';
import { openStorage, type Storage } from '../src/storage.ts';
import { userClients } from '../src/user-clients.ts';
import { webApp } from '../src/web-app.ts';

/** The app of one test, in memory, on a free port. */
export interface AppInProcess {
  url: string;
  /** The lines of its log. */
  lines: string[];
  storage: Storage;
  close(): Promise<void>;
}

export interface Changes {
  env?: NodeJS.ProcessEnv;
  client?: Partial<AuthConfig['client']>;
  now?: () => number;
}

export async function startApp(
  { clientId, authority, graph, ca }: IdentityEmulator,
  { env = {}, client = {}, now = Date.now }: Changes = {},
): Promise<AppInProcess> {
  const settings = readSettings([], env);
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const config: AuthConfig = {
    client: { clientId, authority, trustedOrigins, ...client },
    graph,
    scopes: settings.scopes,
    ...(settings.clientSecret ? { clientSecret: settings.clientSecret } : {}),
  };
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const { servers, address: url } = await listen(0);
  const address = settings.publicUrl?.origin ?? url;
  const storage = openStorage(settings, log);
  const clients = userClients(config, storage.tokens);
  const app = webApp({ config, settings, storage, clients, address, log, now });
  for (const server of servers) server.on('request', app);
  return {
    url,
    lines,
    storage,
    async close() {
      const closed = servers.map((server) => once(server.close(), 'close'));
      for (const server of servers) server.closeAllConnections();
      await Promise.all(closed);
      storage.close();
    },
  };
}
