import { PublicClientApplication } from '@azure/msal-node';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { temporaryFolders } from '../cache/testing/temporary-folder.ts';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { withDeadline } from './deadline.ts';
import type { HttpRequest } from './http.ts';
import { httpsTransport } from './https-transport.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { isTransientError, wasNeverSent } from './retry.ts';
import {
  type ConnectProxy,
  type ConnectProxyOptions,
  connectProxies,
} from './testing/connect-proxy.ts';

const folder = temporaryFolders();
const startProxy = connectProxies();
let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const authority = () => new URL(emulator.authority).host;
const pinned = () => [{ origin: new URL(emulator.authority).origin, ca: emulator.ca }];
const through = (value: string) => ({ environment: { HTTPS_PROXY: value }, loopback: true });

function discovery(signal?: AbortSignal): HttpRequest {
  const url = `${emulator.authority}/v2.0/.well-known/openid-configuration`;
  return { method: 'GET', url, headers: {}, ...(signal ? { signal } : {}) };
}

async function failureThrough(value: string, options: ConnectProxyOptions = {}): Promise<unknown> {
  const proxy = await startProxy(options);
  const settings = through(value.replace('PROXY', proxy.host));
  const send = httpsTransport({ trustedOrigins: pinned(), proxy: settings });
  const error: unknown = await send(discovery()).catch((reason: unknown) => reason);
  await allClosed(proxy);
  return error;
}

async function allClosed(proxy: ConnectProxy): Promise<void> {
  while (proxy.open() > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('a client behind a proxy', () => {
  test('signs in through it, over one kept connection, and pins the certificate all the same', async () => {
    const proxy = await startProxy();
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
    const client = new PublicClientApplication(
      publicClientConfiguration({
        clientId: emulator.clientId,
        authority: emulator.authority,
        trustedOrigins: pinned(),
        proxy: through(proxy.host),
      }),
    );
    const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
    const result = await acquireTokenByDeviceCode(client, request);
    expect(result?.account?.username).toBe('adele@contoso.example');
    expect(proxy.requests).toEqual([{ target: authority(), authorization: undefined }]);

    const stranger = httpsTransport({ proxy: through(proxy.host) });
    await expect(stranger(discovery())).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|SIGNATURE/),
    });
  });

  test('goes there directly where it should', async () => {
    const proxy = await startProxy({ answer: 403 });
    const environment = { HTTPS_PROXY: proxy.host };
    const excepted = { environment: { ...environment, NO_PROXY: 'localhost' }, loopback: true };
    for (const settings of [false, { environment }, excepted] as const) {
      const send = httpsTransport({ trustedOrigins: pinned(), proxy: settings });
      expect((await send(discovery())).status).toBe(200);
    }
    expect(proxy.requests).toEqual([]);
  });

  test('follows the environment when it changes', async () => {
    const proxy = await startProxy();
    const environment: Record<string, string> = {};
    const settings = { environment, loopback: true };
    const send = httpsTransport({ trustedOrigins: pinned(), proxy: settings });
    await send(discovery());
    expect(proxy.requests).toHaveLength(0);
    environment['HTTPS_PROXY'] = proxy.host;
    await send(discovery());
    expect(proxy.requests).toHaveLength(1);
  });

  test('shows its user name and password to the proxy', async () => {
    const proxy = await startProxy({ credentials: 'ada@corp:pa:ss wörd' });
    const settings = through(`http://ada%40corp:pa%3Ass%20w%C3%B6rd@${proxy.host}`);
    const send = httpsTransport({ trustedOrigins: pinned(), proxy: settings });
    expect((await send(discovery())).status).toBe(200);
  });

  test('reaches a proxy over https, with a certificate authority of its own', async () => {
    const dataDir = await folder();
    await using other = await startIdentityEmulator({ dataDir });
    const { key, cert } = JSON.parse(await readFile(join(dataDir, 'certificate.json'), 'utf8')) as {
      key: string;
      cert: string;
    };
    const proxy = await startProxy({ tls: { key, cert } });
    const origin = `https://${proxy.host}`;
    const send = httpsTransport({
      trustedOrigins: [...pinned(), { origin, ca: other.ca }],
      proxy: through(origin),
    });
    expect((await send(discovery())).status).toBe(200);
    const stranger = httpsTransport({ trustedOrigins: pinned(), proxy: through(origin) });
    const error: unknown = await stranger(discovery()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ERR_PROXY_FAILED', variable: 'HTTPS_PROXY' });
    expect(isTransientError(error)).toBe(false);
  });

  test.each([
    [407, 'ERR_PROXY_REFUSED', false, 'did not take the user name and the password'],
    [403, 'ERR_PROXY_REFUSED', false, 'ask its administrator'],
    [302, 'ERR_PROXY_REFUSED', false, 'ask its administrator'],
    [503, 'ERR_PROXY_GATEWAY', true, 'try again later'],
    [511, 'ERR_PROXY_GATEWAY', true, 'log in to the network'],
    [501, 'ERR_PROXY_REFUSED', false, 'is not a proxy'],
  ])('a proxy that answers %d is named, with its variable', async (answer, code, passing, text) => {
    const error = await failureThrough('http://ada:s3cr3t@PROXY', { answer });
    expect(error).toMatchObject({
      code,
      status: answer,
      host: 'localhost',
      variable: 'HTTPS_PROXY',
    });
    expect(String(error)).toMatch(/proxy localhost:\d+ \(from HTTPS_PROXY\)/);
    expect(String(error)).toContain(text);
    expect([isTransientError(error), wasNeverSent(error)]).toEqual([passing, passing]);
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t|from the proxy/);
  });

  test.each<[string, string, string[], string, string]>([
    ['nothing', 'PROXY', ['Basic realm="x"'], 'login', 'http://user:password@host:port'],
    ['nothing', 'PROXY', [], 'login', 'http://user:password@host:port'],
    [
      'refused ones',
      'http://ada:s3cr3t@PROXY',
      ['NTLM', 'basic realm="x"'],
      'login-refused',
      'Correct them',
    ],
    [
      'useless ones',
      'http://ada:s3cr3t@PROXY',
      ['Negotiate', 'NTLM'],
      'login-method',
      'not supported here',
    ],
    ['nothing', 'PROXY', ['NTLM'], 'login-method', 'not supported here'],
  ])('407 to %s (%s, %j) asks for what helps', async (_name, value, methods, reason, text) => {
    const error = await failureThrough(value, { answer: 407, methods });
    expect(error).toMatchObject({ code: 'ERR_PROXY_REFUSED', reason, status: 407 });
    const explained = explainAuthError(error, { language: 'en' });
    expect(explained).toContain(text);
    if (reason !== 'login') expect(explained + String(error)).not.toContain('user:password');
    expect(explainAuthError(error, { language: 'ko' })).toMatch(/^프록시가 거절했습니다\./);
  });

  // Node.js 20 takes no proxy from the environment.
  const takesProxy = process.allowedNodeEnvironmentFlags.has('--use-env-proxy');
  (takesProxy ? test : test.skip).each([
    [407, 'http_407', /^The proxy|wants a user name/],
    [511, 'http_511', /^The network wants a login of its own first\./],
    [502, 'ERR_PROXY_GATEWAY', /^The proxy could not reach the authority\./],
    [403, 'ERR_PROXY_REFUSED', /^The proxy refused\./],
  ])(
    "Node's own https and fetch tell of a proxy that answers %d: %s",
    async (answer, code, text) => {
      const proxy = await startProxy({ answer });
      const errors = import.meta.resolve('../errors/explain-auth-error.ts');
      const program = `
      import { get } from 'node:https';
      import { explainAuthError } from ${JSON.stringify(errors)};
      const say = (error) => console.log(JSON.stringify(explainAuthError(error, { language: 'en' })));
      await fetch('https://login.example/').catch(say);
      get('https://login.example/').on('error', (error) => {
        say(error);
        process.exit(); // the connection to the proxy stays open
      });`;
      const flags = ['--conditions=source', '--import', import.meta.resolve('tsx')];
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...flags, '--use-env-proxy', '--input-type=module', '--eval', program],
        { env: { ...process.env, HTTPS_PROXY: `http://ada:s3cr3t@${proxy.host}`, NO_PROXY: '' } },
      );
      const told = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as string);
      expect(told).toHaveLength(2);
      for (const one of told) {
        expect(one).toMatch(text);
        expect(one).toContain(`Code ${code}`);
        expect(one).not.toContain('s3cr3t');
      }
    },
  );

  test("what comes together with the proxy's answer is not lost", async () => {
    const server = createServer((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nhello')),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const url = new URL(`http://127.0.0.1:${port}`);
    const tunnel = await openTunnel({ url, variable: 'x' }, 'target:443', {});
    const [said] = (await once(tunnel, 'data')) as [Buffer];
    expect(String(said)).toBe('hello');
    tunnel.destroy();
    server.close();
  });

  test('where only http addresses have a proxy, a host that is not reached names HTTPS_PROXY', async () => {
    const url = 'https://nowhere.invalid/';
    for (const name of ['HTTP_PROXY', 'http_proxy']) {
      const proxy = { environment: { [name]: 'http://p:1' } };
      const error: unknown = await httpsTransport({ proxy })({ ...discovery(), url }).catch(
        (reason: unknown) => reason,
      );
      expect(classifyAuthError(error).category).toBe('network');
      expect(explainAuthError(error, { language: 'en' })).toContain('Next: Set HTTPS_PROXY');
    }
    const alone = httpsTransport({ proxy: { environment: {} } })({ ...discovery(), url });
    const error: unknown = await alone.catch((reason: unknown) => reason);
    expect(explainAuthError(error, { language: 'en' })).not.toContain('Set HTTPS_PROXY');
  });

  test('a proxy that does not run is named', async () => {
    const gone = await startProxy();
    gone.close();
    const error = await failureThrough(`http://ada:s3cr3t@${gone.host}`);
    expect(error).toMatchObject({ code: 'ERR_PROXY_UNREACHABLE', variable: 'HTTPS_PROXY' });
    expect(classifyAuthError(error).category).toBe('network');
    expect(explainAuthError(error)).toContain('localhost');
    expect(inspect(error, { depth: 9 })).not.toContain('s3cr3t');
    expect(isTransientError(error)).toBe(true);
  });

  test('a proxy that hangs up may come back', async () => {
    const error = await failureThrough('PROXY', { answer: 'drop' });
    expect(error).toMatchObject({ code: 'ERR_PROXY_UNREACHABLE', cause: { code: 'ECONNRESET' } });
  });

  test('credentials that cannot be read are a setting, and are not repeated', async () => {
    const error = await failureThrough('http://ada:s3cr3t%zz@PROXY');
    expect(error).toMatchObject({ code: 'ERR_PROXY_SETTING' });
    expect(inspect(error, { depth: 9 })).not.toContain('s3cr3t');
  });

  test('an abort ends a tunnel that hangs, and leaves no connection behind', async () => {
    const proxy = await startProxy({ answer: 'hang' });
    const send = httpsTransport({ trustedOrigins: pinned(), proxy: through(proxy.host) });
    const stop = new AbortController();
    const request = send(discovery(stop.signal)).catch((error: unknown) => error);
    await proxy.asked();
    stop.abort(new Error('enough'));
    expect(await request).toMatchObject({ message: 'enough' });
    await allClosed(proxy);
  });

  test('a deadline does too', async () => {
    const proxy = await startProxy({ answer: 'hang' });
    const wire = httpsTransport({ trustedOrigins: pinned(), proxy: through(proxy.host) });
    await expect(withDeadline(wire, 50)(discovery())).rejects.toMatchObject({
      code: 'ERR_DEADLINE',
    });
    await allClosed(proxy);
  });
});
