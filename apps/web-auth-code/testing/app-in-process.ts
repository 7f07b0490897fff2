import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdentityEmulator } from '@entra-flows/identity-emulator-core';
import type { AuthConfig } from '../src/auth-config.ts';
import { readSettings } from '../src/settings.ts';
import { openStorage } from '../src/storage.ts';
import { userClients } from '../src/user-clients.ts';
import { webApp } from '../src/web-app.ts';

/** The app of one test, in memory, on a free port. */
export interface AppInProcess {
  url: string;
  /** What was told to whoever runs it. */
  lines: string[];
  close(): Promise<void>;
}

interface Changes {
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
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const address = settings.publicUrl?.origin ?? url;
  const storage = openStorage(settings, log);
  const clients = userClients(config, storage.tokens);
  server.on('request', webApp({ config, settings, storage, clients, address, log, now }));
  return {
    url,
    lines,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      storage.close();
    },
  };
}
