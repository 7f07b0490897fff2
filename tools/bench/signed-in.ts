import { type ICachePlugin, PublicClientApplication } from '@azure/msal-node';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acquireTokenByDeviceCode,
  publicClientConfiguration,
  fileCachePlugin,
  keyFromFile,
} from '@entra-flows/auth-core';
import {
  defaultDirectory,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';

const scopes = ['User.Read'];

/** Seconds between polls while users sign in. */
export const INTERVAL = 0.02;

type Served = Pick<IdentityEmulator, 'clientId' | 'authority' | 'ca' | 'graph' | 'control'> &
  AsyncDisposable;

/**
 * An emulator, and an encrypted cache in which users have signed in.
 *
 * @param users how many
 */
export async function signedIn(folder: string, users = 1) {
  const directory = directoryOf(users);
  const deviceCode = { interval: INTERVAL };
  return signInAt(await startIdentityEmulator({ deviceCode, directory }), folder, users, 3600);
}

/**
 * The same at an emulator that runs.
 *
 * @param expiresIn seconds of the access token; MSAL renews five minutes before the end
 */
export async function signInAt<Emulator extends Served>(
  emulator: Emulator,
  folder: string,
  users: number,
  expiresIn: number,
) {
  const { clientId, authority, ca, graph, control } = emulator;
  const cacheFile = join(folder, `tokens-${users}-${Date.now()}`);
  const endpoints = join(folder, `endpoints-${new URL(authority).port}.json`);
  writeFileSync(endpoints, JSON.stringify({ authority, graph, ca }));
  const newClient = (persistent = true, other?: ICachePlugin) =>
    new PublicClientApplication(
      publicClientConfiguration({
        clientId,
        authority,
        trustedOrigins: [{ origin: new URL(authority).origin, ca }],
        ...(persistent ? { cache: newPlugin() } : other && { cache: other }),
      }),
    );
  const newPlugin = () =>
    fileCachePlugin({ file: cacheFile, protection: keyFromFile(`${cacheFile}.key`) });
  const client = newClient();
  await control.fault({ at: 'token', answer: { merge: { expires_in: expiresIn } } });
  for (let index = 0; index < users; index += 1) {
    await control.user({ does: 'approve', as: nameOf(index) });
    await acquireTokenByDeviceCode(client, { scopes, deviceCodeCallback: () => undefined });
  }
  await control.reset();
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ENTRA_CLIENT_ID: clientId, ENTRA_AUTHORITY: authority };
  return {
    emulator,
    client,
    newClient,
    newPlugin,
    cacheFile,
    env: { ...env, ENTRA_EMULATOR: endpoints },
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

export const nameOf = (index: number) =>
  index ? `user${index}@contoso.example` : 'adele@contoso.example';

/** The default one with more users like its first. */
export function directoryOf(users: number) {
  const [tenant, ...tenants] = defaultDirectory.tenants;
  const [first] = tenant?.users ?? [];
  if (!tenant || !first) throw new Error('the default directory has no user');
  const more = Array.from({ length: users - 1 }, (_, index) => ({
    ...first,
    id: `00000000-0000-4000-9000-${String(index + 1).padStart(12, '0')}`,
    username: nameOf(index + 1),
  }));
  return {
    ...defaultDirectory,
    tenants: [{ ...tenant, users: [...tenant.users, ...more] }, ...tenants],
  };
}
