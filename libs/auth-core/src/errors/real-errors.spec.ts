import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PublicClientApplication, type INetworkModule } from '@azure/msal-node';
import { classifyAuthError } from './classify-auth-error.ts';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createSocketServer();
  const port = await portOf(server);
  await new Promise((done) => server.close(done));
  servers.length = 0;
  return port;
}

const fault = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: unknown) => error,
  );

describe('errors that Node throws', () => {
  test('a port where nothing listens', async () => {
    const error = await fault(fetch(`http://127.0.0.1:${await closedPort()}/`));
    expect(classifyAuthError(error)).toMatchObject({ code: 'ECONNREFUSED', retryable: true });
  });

  test('a name with two addresses that both refuse (AggregateError)', async () => {
    const error = await fault(fetch(`http://localhost:${await closedPort()}/`));
    expect(classifyAuthError(error)).toMatchObject({ code: 'ECONNREFUSED', category: 'network' });
  });

  test('a server that hangs up', async () => {
    // Not at once: Node's fetch then waits for ever if it is the first of the process.
    const hangUp = (socket: Socket) => void socket.once('data', () => socket.destroy());
    const port = await portOf(createSocketServer(hangUp));
    const error = await fault(fetch(`http://127.0.0.1:${port}/`));
    expect(classifyAuthError(error)).toMatchObject({ category: 'network', known: true });
  });

  test('https to a port that speaks HTTP', async () => {
    const answer: RequestListener = (_request, response) => void response.end('x');
    const port = await portOf(createServer(answer));
    const error = await fault(fetch(`https://127.0.0.1:${port}/`));
    expect(classifyAuthError(error)).toMatchObject({ category: 'network', retryable: false });
  });

  test('a deadline and an abort in a hung request', async () => {
    const port = await portOf(createServer(() => undefined));
    const url = `http://127.0.0.1:${port}/`;
    const late = await fault(fetch(url, { signal: AbortSignal.timeout(50) }));
    expect(classifyAuthError(late)).toMatchObject({ code: 'TimeoutError', category: 'network' });
    const stopped = await fault(fetch(url, { signal: AbortSignal.abort() }));
    expect(classifyAuthError(stopped)).toMatchObject({
      code: 'AbortError',
      category: 'user.cancelled',
    });
  });

  test('a cache path that is a folder', async () => {
    // EACCES on Windows, EISDIR elsewhere
    const error = await fault(readFile(tmpdir()));
    expect(classifyAuthError(error)).toMatchObject({
      category: 'cache',
      userAction: 'fix-request',
    });
  });

  test('an address that is none', () => {
    try {
      new URL('login');
    } catch (error) {
      expect(classifyAuthError(error)).toMatchObject({ code: 'ERR_INVALID_URL' });
    }
    expect.assertions(1);
  });
});

describe('errors that MSAL makes of an answer', () => {
  type Answer = { status: number; body: object };
  const host = 'https://authority.example/tenant';
  const metadata = {
    issuer: `${host}/v2.0`,
    authorization_endpoint: `${host}/authorize`,
    token_endpoint: `${host}/token`,
    jwks_uri: `${host}/keys`,
  };
  const codes = {
    user_code: 'x',
    device_code: 'y',
    verification_uri: host,
    expires_in: 900,
    interval: 1,
    message: 'z',
  };

  function clientOf(answers: Partial<Record<'discovery' | 'devicecode' | 'token', Answer>>) {
    const respond = async (url: string) => {
      const kind = /\/(devicecode|token)/.exec(url)?.[1] as 'devicecode' | 'token' | undefined;
      return { headers: {}, ...(answers[kind ?? 'discovery'] ?? { status: 200, body: metadata }) };
    };
    const networkClient = { sendGetRequestAsync: respond, sendPostRequestAsync: respond };
    return new PublicClientApplication({
      auth: { clientId: 'c', authority: host, knownAuthorities: ['authority.example'] },
      system: { networkClient: networkClient as unknown as INetworkModule },
    });
  }

  const refusal = {
    error: 'invalid_grant',
    error_codes: [70002, 50126],
    error_description: 'AADSTS70002: x. AADSTS50126: y.',
    correlation_id: '11111111-2222-3333-4444-555555555555',
  };
  const byPassword = { scopes: ['s'], username: 'u', password: 'p' };
  const byDeviceCode = { scopes: ['s'], deviceCodeCallback: () => undefined };

  test('ServerError, whose errorNo is the first of two numbers', async () => {
    const client = clientOf({ token: { status: 400, body: refusal } });
    const error = await fault(client.acquireTokenByUsernamePassword(byPassword));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'AADSTS50126',
      correlationId: refusal.correlation_id,
    });
  });

  test('InteractionRequiredAuthError, with claims and classification', async () => {
    const body = { ...refusal, error_codes: [50076], suberror: 'basic_action', claims: '{"x":1}' };
    const client = clientOf({ token: { status: 400, body } });
    const error = await fault(client.acquireTokenByUsernamePassword(byPassword));
    expect(classifyAuthError(error)).toMatchObject({
      claims: '{"x":1}',
      classification: 'BasicAction',
      interactive: true,
    });
  });

  test('post_request_failed of a device code poll, of which only the word is left', async () => {
    const client = clientOf({
      devicecode: { status: 200, body: codes },
      token: { status: 400, body: { error: 'authorization_declined' } },
    });
    const error = await fault(client.acquireTokenByDeviceCode(byDeviceCode));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'authorization_declined',
      category: 'device.declined',
    });
  });

  test('the local throttle that follows a 429', async () => {
    const body = { error: 'temporarily_unavailable', error_codes: [90055] };
    const client = clientOf({ token: { status: 429, body } });
    await fault(client.acquireTokenByUsernamePassword(byPassword));
    const error = await fault(client.acquireTokenByUsernamePassword(byPassword));
    expect(error).toMatchObject({ errorCode: '90055' });
    expect(classifyAuthError(error)).toMatchObject({
      category: 'service.throttled',
      retryable: true,
    });
  });

  test('a discovery that fails for a reason that MSAL does not pass on', async () => {
    const client = clientOf({ discovery: { status: 400, body: { error: 'invalid_tenant' } } });
    const error = await fault(client.acquireTokenByDeviceCode(byDeviceCode));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'endpoints_resolution_error',
      category: 'network',
      known: true,
    });
  });
});
