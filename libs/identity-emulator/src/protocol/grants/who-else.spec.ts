import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultDirectory, startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { trustClient } from '../../testing/trust-client.ts';
import { waitingApp, type WaitingApp } from '../../testing/waiting-app.ts';

const directory = structuredClone(defaultDirectory);
const users = directory.tenants.flatMap((tenant) => tenant.users);
const apps = directory.tenants.flatMap((tenant) => tenant.apps);
let emulator: IdentityEmulator;
let client: EmulatorClient;
let app: WaitingApp;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ directory });
  client = emulatorClient(emulator);
  app = await waitingApp(emulator);
  await emulator.control.user({ does: 'approve' });
});
afterEach(async () => {
  for (const user of users) delete user.disabled;
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve' });
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

/** A public client of the same directory, with the same redirect URIs. */
const anotherClient = '1d8e3b75-4029-4f6a-82b7-ae6f9d310824';
const reports = '73e490db-a68f-4fc0-981d-04c5f3976e8a';

/** What each grant is redeemed with, as its rightful client would send it. */
const grants: Record<string, () => Promise<Record<string, string>>> = {
  authorization_code: async () => {
    const { headers } = await app.open();
    const code = new URL(headers.location ?? '').searchParams.get('code') ?? '';
    return {
      grant_type: 'authorization_code',
      code,
      redirect_uri: app.redirectUri,
      code_verifier: app.verifier,
    };
  },
  device_code: async () => {
    const { device_code } = await client.deviceCode();
    return { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code };
  },
  refresh_token: async () => {
    const { device_code } = await client.deviceCode();
    const { json } = await client.poll(device_code);
    return { grant_type: 'refresh_token', refresh_token: String(json['refresh_token']) };
  },
  password: async () => ({
    grant_type: 'password',
    username: 'adele@contoso.example',
    password: 'Password-of-Adele-1',
    scope: 'User.Read',
  }),
  'on-behalf-of': async () => {
    const scope = 'api://reports.contoso.example/Reports.Read';
    const { json } = await redeem({ ...(await grants['password']?.()), scope });
    return {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: reports,
      client_secret: 'Secret-of-Contoso-Reports-1',
      requested_token_use: 'on_behalf_of',
      assertion: String(json['access_token']),
      scope: 'User.Read',
    };
  },
};

const redeem = (form: Record<string, string>, at = client) =>
  at.post('token', { client_id: emulator.clientId, ...form });
const codes = async (answer: ReturnType<typeof redeem>) => (await answer).json['error_codes'];
const prepared = (grant: string) => grants[grant]?.() ?? Promise.reject(new Error(grant));

test.each(Object.keys(grants))(
  '%s gives tokens to the client that it was issued to',
  async (grant) => {
    expect((await redeem(await prepared(grant))).status).toBe(200);
  },
);

describe('another client, though it is registered and public too,', () => {
  test.each([
    ['authorization_code', 70000],
    ['device_code', 7000014],
    ['refresh_token', 70000],
  ])('gets nothing for a %s: AADSTS%d', async (grant, code) => {
    const form = await prepared(grant);
    const answer = await redeem({ ...form, client_id: anotherClient });
    expect(answer.json).toMatchObject({ error: 'invalid_grant', error_codes: [code] });
    expect(answer.json).not.toHaveProperty('access_token');
    // It was not used up by that: the rightful client is not locked out.
    expect((await redeem(form)).status).toBe(200);
  });

  test('gets nothing with the secret of a third one: AADSTS7000215', async () => {
    const scope = 'https://graph.microsoft.com/.default';
    const form = {
      grant_type: 'client_credentials',
      client_id: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
      scope,
    };
    for (const { secrets = [], clientId } of apps)
      for (const client_secret of secrets)
        expect({ clientId, codes: await codes(redeem({ ...form, client_secret })) }).toEqual({
          clientId,
          codes: clientId === form.client_id ? undefined : [7000215],
        });
  });
});

describe('another tenant, where its user is not a guest,', () => {
  test.each([
    ['authorization_code', 700005],
    ['device_code', 7000014],
    ['refresh_token', 50020],
    ['password', 50034],
  ])('gives nothing for a %s: AADSTS%d', async (grant, code) => {
    const there = emulatorClient(emulator, emulator.authorityFor('northwind.example'));
    expect(await codes(redeem(await prepared(grant), there))).toEqual([code]);
  });

  test('gives an app that is of this tenant only nothing: AADSTS700016', async () => {
    const there = emulatorClient(emulator, emulator.authorityFor('northwind.example'));
    const form = {
      grant_type: 'client_credentials',
      client_id: '51c27fb9-846d-4dae-86fb-e2a3d1754c68',
      client_secret: 'Secret-of-Contoso-Night-Report-1',
      scope: 'https://graph.microsoft.com/.default',
    };
    expect(await codes(redeem(form, there))).toEqual([700016]);
  });
});

describe('a user who was disabled meanwhile', () => {
  test.each(Object.keys(grants))('gets nothing for a %s: AADSTS50057', async (grant) => {
    const form = await prepared(grant);
    const [adele] = users;
    if (adele) adele.disabled = true;
    expect(await codes(redeem(form))).toEqual([50057]);
    if (adele) delete adele.disabled;
    // Nothing was used up but a code: its holder gets no second try.
    expect((await redeem(form)).status).toBe(grant === 'authorization_code' ? 400 : 200);
  });

  test('gets nothing for an assertion of the AD FS: AADSTS50057', async () => {
    const trust = trustClient(emulator);
    const assertion = await trust.assertion('13');
    const frida = users.find(({ username }) => username.startsWith('frida@'));
    if (frida) frida.disabled = true;
    expect((await trust.redeem(assertion)).json['error_codes']).toEqual([50057]);
  });
});

describe('a user whose consent was taken back meanwhile', () => {
  test.each(['authorization_code', 'device_code', 'refresh_token'])(
    'gets nothing for a %s: AADSTS65001',
    async (grant) => {
      const form = await prepared(grant);
      const registered = apps.find(({ clientId }) => clientId === emulator.clientId);
      if (registered) registered.preConsented = [];
      const answer = await codes(redeem(form));
      if (registered) delete registered.preConsented;
      expect(answer).toEqual([65001]);
    },
  );
});

describe('what is over', () => {
  test.each([
    ['authorization_code', 601, 70008],
    ['device_code', 901, 70020],
    ['refresh_token', 90 * 24 * 3600, 700082],
    ['on-behalf-of', 3601, 500133],
  ])('gives nothing for a %s after %d s: AADSTS%d', async (grant, seconds, code) => {
    const form = await prepared(grant);
    await emulator.control.advanceClock(seconds);
    expect(await codes(redeem(form))).toEqual([code]);
  });
});

describe('what was used', () => {
  test.each([
    ['authorization_code', 54005],
    ['device_code', 54005],
  ])('gives nothing twice: a %s is AADSTS%d', async (grant, code) => {
    const form = await prepared(grant);
    expect((await redeem(form)).status).toBe(200);
    expect(await codes(redeem(form))).toEqual([code]);
  });
});

describe('sessions that were ended', () => {
  test.each([['refresh_token', 50173]])(
    'leave a %s worth nothing: AADSTS%d',
    async (grant, code) => {
      const form = await prepared(grant);
      await emulator.control.play('sessions-ended');
      expect(await codes(redeem(form))).toEqual([code]);
    },
  );
});
