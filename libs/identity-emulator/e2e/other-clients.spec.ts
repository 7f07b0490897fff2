import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeviceCodeCredential, UsernamePasswordCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { followSignIn, startIdentityEmulator, type IdentityEmulator } from '../src/index.ts';
import { pinnedFetch } from '../src/testing/pinned-fetch.ts';
import { waitingApp, type WaitingApp } from '../src/testing/waiting-app.ts';

let emulator: IdentityEmulator;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 1 } });
  app = await waitingApp(emulator);
  await emulator.control.user({ does: 'approve' });
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

const scope = 'https://graph.microsoft.com/User.Read';
const authority = () => ({
  authorityHost: new URL(emulator.authority).origin,
  tenantId: new URL(emulator.authority).pathname.slice(1),
  clientId: emulator.clientId,
  disableInstanceDiscovery: true, // else it asks Microsoft about our host
});
const username = ({ token }: { token: string }) => decodeJwt(token)['preferred_username'];

describe('@azure/identity', () => {
  const options = () => ({ ...authority(), tlsOptions: { ca: emulator.ca } });

  test('DeviceCodeCredential signs in, and answers from its cache after that', async () => {
    let prompts = 0;
    const userPromptCallback = () => void (prompts += 1);
    const credential = new DeviceCodeCredential({ ...options(), userPromptCallback });
    expect(username(await credential.getToken(scope))).toBe('adele@contoso.example');
    await credential.getToken(scope);
    expect(prompts).toBe(1);
  });

  test('UsernamePasswordCredential signs in, and names the error of a wrong password', async () => {
    const { tenantId, clientId, ...rest } = options();
    const withPassword = (password: string) =>
      new UsernamePasswordCredential(tenantId, clientId, 'bruno@contoso.example', password, rest);
    const token = await withPassword('Password-of-Bruno-1').getToken(scope);
    expect(username(token)).toBe('bruno@contoso.example');
    await expect(withPassword('wrong').getToken(scope)).rejects.toThrow(/AADSTS50126/);
  });
});

(process.platform === 'linux' ? describe : describe.skip)('@azure/identity with a browser', () => {
  let folder: string;
  let browser: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'browser-'));
    // Stands for the user's browser: gets the address, and goes where the user would.
    browser = createServer((incoming, response) => {
      const url = new URL(incoming.url ?? '/', 'http://localhost').searchParams.get('url') ?? '';
      // MSAL closes its loopback as soon as it has the code, perhaps before its own last page is out.
      const seen = () => void response.end();
      followSignIn(url).then(seen, seen);
    });
    await new Promise<void>((resolve) => void browser.listen(0, '127.0.0.1', resolve));
    const { port } = browser.address() as AddressInfo;
    const program = `fetch('http://127.0.0.1:${port}/?url=' + encodeURIComponent(process.argv[2]))`;
    await writeFile(join(folder, 'browser'), `#!${process.execPath}\n${program}\n`, {
      mode: 0o755,
    });
    await writeFile(join(folder, 'ca.pem'), emulator.ca);
  });
  afterAll(async () => {
    await new Promise((resolve) => browser.close(resolve));
    await rm(folder, { recursive: true });
  });

  test('InteractiveBrowserCredential signs in, in a process that trusts the certificate', async () => {
    const program = `
      import { InteractiveBrowserCredential } from '@azure/identity';
      const credential = new InteractiveBrowserCredential(${JSON.stringify(authority())});
      console.log((await credential.getToken('${scope}')).token);`;
    const env = {
      ...process.env,
      BROWSER: join(folder, 'browser'),
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    };
    const { stdout: token } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { cwd: import.meta.dirname, env, timeout: 60_000 },
    );
    expect(username({ token })).toBe('adele@contoso.example');
  });
});

describe('openid-client, which verifies issuer, signature and nonce', () => {
  const discover = (secret?: string, clientId = emulator.clientId) =>
    oidc.discovery(
      new URL(`${emulator.authority}/v2.0`),
      clientId,
      undefined,
      secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret),
      { [oidc.customFetch]: pinnedFetch(emulator) },
    );

  test('completes code, PKCE and nonce, and the userinfo is of the same user', async () => {
    const config = await discover();
    oidc.enableNonRepudiationChecks(config);
    // The page that a user opens is on http://localhost; all that the client asks itself is TLS.
    oidc.allowInsecureRequests(config);
    const [verifier, nonce, state] = [
      oidc.randomPKCECodeVerifier(),
      oidc.randomNonce(),
      oidc.randomState(),
    ];
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${app.redirectUri}/`, // as the client writes it when it redeems the code
      scope: 'openid profile email offline_access User.Read',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      state,
    });
    await followSignIn(url.href);
    const answer = new URL(app.calls.at(-1)?.url.search ?? '', app.redirectUri);
    const tokens = await oidc.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: state,
    });
    const subject = tokens.claims()?.sub ?? '';
    const who = await oidc.fetchUserInfo(config, tokens.access_token, subject);
    expect(who).toMatchObject({ name: 'Adele Vance', email: 'adele@contoso.example' });
  });

  test('takes pages by https as they are', async () => {
    await using secure = await startIdentityEmulator({ pages: 'https' });
    await secure.control.user({ does: 'approve' });
    const config = await oidc.discovery(
      new URL(`${secure.authority}/v2.0`),
      secure.clientId,
      undefined,
      oidc.None(),
      { [oidc.customFetch]: pinnedFetch(secure) },
    );
    const verifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${app.redirectUri}/`,
      scope: 'openid profile User.Read',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    await followSignIn(url.href, secure.ca);
    const answer = new URL(app.calls.at(-1)?.url.search ?? '', app.redirectUri);
    const checks = { pkceCodeVerifier: verifier };
    const tokens = await oidc.authorizationCodeGrant(config, answer, checks);
    expect(tokens.claims()).toMatchObject({ name: 'Adele Vance' });
  });

  test('gets a token for an app itself, with the secret in the header', async () => {
    const config = await discover(
      'Secret-of-Contoso-Night-Report-1',
      '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
    );
    const tokens = await oidc.clientCredentialsGrant(config, {
      scope: 'api://orders.contoso.example/.default',
    });
    expect(decodeJwt(tokens.access_token)['roles']).toEqual(['Orders.Read.All']);
  });
});
