import { PublicClientApplication } from '@azure/msal-node';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import {
  publicClientConfiguration,
  type PublicClientOptions,
} from '../../msal/public-client-configuration.ts';
import {
  acquireTokenInteractive,
  type InteractiveFlowRequest,
} from '../acquire-token-interactive.ts';

export function clientOf(emulator: IdentityEmulator, more: Partial<PublicClientOptions> = {}) {
  const { origin } = new URL(emulator.authority);
  return new PublicClientApplication(
    publicClientConfiguration({
      clientId: emulator.clientId,
      authority: emulator.authority,
      trustedOrigins: [{ origin, ca: emulator.ca }],
      ...more,
    }),
  );
}

/** A flow whose browser is the test: what it opened, and how it ends. */
export function beginFlow(
  emulator: IdentityEmulator,
  given: Partial<InteractiveFlowRequest> = {},
  client = clientOf(emulator),
) {
  let tell: (url: URL) => void;
  const opened = new Promise<URL>((resolve) => (tell = resolve));
  const result = acquireTokenInteractive(client, {
    scopes: ['User.Read'],
    openBrowser: (url) => tell(new URL(url)),
    language: 'en',
    ...given,
  });
  // A failure may come before the test looks at it.
  result.catch(() => undefined);
  return { opened, result };
}

export interface Stranger {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** What a program or a page on this machine may send to the loopback address. */
export async function knock(redirectUri: string, { path = '/', body, ...rest }: Stranger = {}) {
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = send(new URL(redirectUri), { ...rest, path, agent: false }, (response) => {
        text(response)
          .then((page) =>
            resolve({ status: response.statusCode ?? 0, body: page, headers: response.headers }),
          )
          .catch(reject);
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

export const answer = (redirectUri: string, fields: Record<string, string>) =>
  knock(redirectUri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

export const redirectOf = (url: URL) => url.searchParams.get('redirect_uri') ?? '';
export const stateOf = (url: URL) => url.searchParams.get('state') ?? '';

/** Whether a program listens at an address, of IPv4 or IPv6. */
export async function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('the flow ended well');
    },
    (error: unknown) => error,
  );
