import https from 'node:https';
import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as oidc from 'openid-client';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { msalNetwork } from '../testing/msal-network.ts';
import { pinnedFetch } from '../testing/pinned-fetch.ts';
import { request } from '../testing/request.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 1 } });
});
afterAll(() => emulator.close());

describe('device code flow', () => {
  test('MSAL Node signs in, answers silently from its cache, and refreshes', async () => {
    await emulator.control.user({ does: 'approve' });
    const client = new PublicClientApplication({
      auth: {
        clientId: emulator.clientId,
        authority: emulator.authority,
        knownAuthorities: [new URL(emulator.authority).host],
      },
      system: { networkClient: msalNetwork(emulator) },
    });
    const scopes = ['User.Read'];
    const first = await client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => {} });
    expect(first?.account?.username).toBe('adele@contoso.example');
    const account = first?.account;
    if (!account) throw new Error('no account');
    const silent = await client.acquireTokenSilent({ scopes, account });
    expect(silent.fromCache).toBe(true);
    const fresh = await client.acquireTokenSilent({ scopes, account, forceRefresh: true });
    expect(fresh.fromCache).toBe(false);
    const me = await request(`${emulator.graph}/me`, {
      headers: { authorization: `Bearer ${fresh.accessToken}` },
      ca: emulator.ca,
    });
    expect(JSON.parse(me.body)).toMatchObject({ displayName: 'Adele Vance' });
  });

  test('openid-client, which verifies issuer and signature, completes it', async () => {
    await emulator.control.user({ does: 'approve' });
    const config = await oidc.discovery(
      new URL(`${emulator.authority}/v2.0`),
      emulator.clientId,
      undefined,
      oidc.None(),
      { [oidc.customFetch]: pinnedFetch(emulator) },
    );
    oidc.enableNonRepudiationChecks(config);
    const started = await oidc.initiateDeviceAuthorization(config, {
      scope: 'openid profile offline_access User.Read',
    });
    const tokens = await oidc.pollDeviceAuthorizationGrant(config, started);
    expect(tokens.claims()).toMatchObject({ name: 'Adele Vance', ver: '2.0' });
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(refreshed.claims()?.sub).toBe(tokens.claims()?.sub);
  });

  test('a client that does not pin the authority refuses the connection', async () => {
    const failed = new Promise<{ code?: string }>((resolve) => {
      https.get(emulator.authority).once('error', resolve);
    });
    expect((await failed).code).toMatch(/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|DEPTH_ZERO)/);
  });
});
