import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { IdentityEmulator } from '../index.ts';
import { emulatorClient } from './emulator-client.ts';
import { request } from './request.ts';

export interface AppCall {
  method: string;
  url: URL;
  /** What the app received, by query or by form. */
  received: Record<string, string>;
}

/** An app that sends browsers to the emulator and waits for them on loopback; for the specs. */
export async function waitingApp(emulator: IdentityEmulator) {
  const calls: AppCall[] = [];
  const server = createServer((incoming, response) => void answer(incoming, response));
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const form = new URLSearchParams(await text(incoming));
    const received = { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(form) };
    calls.push({ method: incoming.method ?? '', url, received });
    response.setHeader('content-type', 'text/html').end('<h1>The app was called</h1>');
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}`;
  const verifier = randomBytes(32).toString('base64url');
  const { clientId, pages, authority } = emulator;
  const tenant = new URL(authority).pathname.slice(1);
  return {
    calls,
    redirectUri,
    verifier,
    /** The address for the browser; undefined takes a parameter away. */
    url(more: Record<string, string | undefined> = {}, segment = tenant): string {
      const parameters = {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'User.Read openid profile offline_access',
        state: 'state & <more>',
        nonce: 'nonce-1',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...more,
      };
      const there = Object.entries(parameters).filter((entry) => entry[1] !== undefined);
      const query = new URLSearchParams(there);
      return `${pages}/${segment}/oauth2/v2.0/authorize?${query.toString()}`;
    },
    /** Opens it with a plain client that follows nothing. */
    open(more: Record<string, string | undefined> = {}, segment = tenant) {
      return request(this.url(more, segment));
    },
    redeem: (code: string, more: Record<string, string> = {}) =>
      emulatorClient(emulator).post('token', {
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...more,
      }),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

export type WaitingApp = Awaited<ReturnType<typeof waitingApp>>;
