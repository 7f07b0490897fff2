import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ refreshIn: 1800 });
  client = emulatorClient(emulator);
});
afterAll(() => emulator.close());

const ask = (username: string, more: Record<string, string> = {}, at = client) => {
  const name = username.split('@')[0] ?? '';
  return at.post('token', {
    grant_type: 'password',
    client_id: emulator.clientId,
    username,
    password: `Password-of-${name[0]?.toUpperCase()}${name.slice(1)}-1`,
    scope: 'User.Read openid offline_access',
    ...more,
  });
};
const claims = (answer: { json: Record<string, unknown> }) =>
  decodeJwt(String(answer.json['access_token']));

describe('the password grant', () => {
  test('gives tokens to a user with a password and no second factor', async () => {
    const good = await ask('ADELE@contoso.example', { password: 'Password-of-Adele-1' });
    expect(good.status).toBe(200);
    expect(good.json).toMatchObject({ refresh_token: expect.any(String), refresh_in: 1800 });
    expect(claims(good)).toMatchObject({ amr: ['pwd'], azpacr: '0', scp: 'User.Read openid' });
  });

  test.each([
    ['a wrong password', 'adele@contoso.example', { password: 'wrong' }, 50126],
    ['an unknown name', 'zoe@contoso.example', {}, 50034],
    ['a locked account', 'lena@contoso.example', {}, 50053],
    ['an expired password', 'emil@contoso.example', {}, 50055],
    ['a disabled account', 'dora@contoso.example', {}, 50057],
    ['a federated user, whose password is elsewhere', 'frida@adatum.example', {}, 50126],
    ['a guest, whose password is elsewhere', 'gina@northwind.example', {}, 50034],
    ['a personal account', 'paula@personal.example', {}, 50034],
    ['no password', 'adele@contoso.example', { password: '' }, 900144],
  ])('refuses %s', async (_, username, more, code) => {
    const { status, json } = await ask(username, more);
    expect({ status, codes: json['error_codes'] }).toEqual({ status: 400, codes: [code] });
  });

  test.each(['maya@contoso.example', 'otto@contoso.example'])(
    'wants a page for the second factor of %s, and says so',
    async (username) => {
      const { json } = await ask(username);
      expect(json).toMatchObject({ error: 'invalid_grant', error_codes: [50076] });
      expect(json['suberror']).toBe('basic_action');
    },
  );

  test('asks a policy: orders want a second factor of Hana, her profile does not', async () => {
    const profile = await ask('hana@contoso.example');
    expect(profile.status).toBe(200);
    const scope = 'api://orders.contoso.example/Orders.Read';
    expect((await ask('hana@contoso.example', { scope })).json).toMatchObject({
      error_codes: [50076],
    });
    const refreshed = await client.refresh(profile.json['refresh_token'], { scope });
    expect(refreshed.json).toMatchObject({ error: 'invalid_grant', error_codes: [50076] });
  });

  test('cannot ask for consent: without it AADSTS65001', async () => {
    const clientId = '2e9f4c86-513a-4a7b-93c8-bf70ae421935';
    const { json } = await ask('adele@contoso.example', { client_id: clientId });
    expect(json).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
  });

  test('what only an administrator can consent to is AADSTS65001 too', async () => {
    const { json } = await ask('adele@contoso.example', { scope: 'User.Read.All' });
    expect(json).toMatchObject({ error_codes: [65001] });
  });

  test.each(['common', 'consumers'])('is not for /%s', async (name) => {
    const shared = emulatorClient(emulator, emulator.authorityFor(name));
    const clientId = '1d8e3b75-4029-4f6a-82b7-ae6f9d310824';
    const { json } = await ask('paula@personal.example', { client_id: clientId }, shared);
    expect(json).toMatchObject({ error_codes: [9001023] });
  });

  test('finds the tenant by the name at /organizations', async () => {
    const shared = emulatorClient(emulator, emulator.authorityFor('organizations'));
    expect((await ask('nils@northwind.example', {}, shared)).status).toBe(200);
  });
});

describe('what was asked for', () => {
  test('.default stands for all that the app was given, and says so', async () => {
    const answer = await ask('adele@contoso.example', {
      scope: 'api://orders.contoso.example/.default',
    });
    expect(claims(answer)['scp']).toBe('Orders.Read Orders.Write');
    expect(answer.json['scope']).toBe(
      'api://orders.contoso.example/.default api://orders.contoso.example/Orders.Read api://orders.contoso.example/Orders.Write',
    );
  });

  test('roles of a user, capabilities of a client and contexts go into the token', async () => {
    const answer = await ask('anders@contoso.example', {
      scope: 'api://orders.contoso.example/Orders.Read',
      claims: JSON.stringify({
        access_token: {
          xms_cc: { values: ['cp1'] },
          acrs: { essential: true, value: 'c2' }, // no policy says anything of this one
        },
      }),
    });
    expect(claims(answer)).toMatchObject({
      roles: ['Orders.Approver'],
      xms_cc: ['cp1'],
      acrs: ['c2'],
    });
  });

  test('a context that a policy guards needs a second factor', async () => {
    const context = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const { json } = await ask('adele@contoso.example', { claims: context });
    expect(json).toMatchObject({ error_codes: [50079] });
  });

  test('claims that are not JSON are AADSTS9002313', async () => {
    const { json } = await ask('adele@contoso.example', { claims: '{' });
    expect(json).toMatchObject({ error_codes: [9002313] });
  });

  test('a refresh token is good for another web API, and for no other app', async () => {
    const first = await ask('adele@contoso.example');
    const scope = 'api://orders.contoso.example/Orders.Read';
    const other = await client.refresh(first.json['refresh_token'], { scope });
    expect(claims(other)).toMatchObject({ aud: '62d38fca-957e-4ebf-970c-f3b4e2865d79' });
    const clientId = '2e9f4c86-513a-4a7b-93c8-bf70ae421935';
    const stolen = await client.refresh(other.json['refresh_token'], { client_id: clientId });
    expect(stolen.json).toMatchObject({ error_codes: [70000] });
  });
});

describe('a guest', () => {
  test('has another object id and subject in each tenant, and one account at home', async () => {
    const home = emulatorClient(emulator, emulator.authorityFor('northwind.example'));
    const atHome = await ask('gina@northwind.example', { client_info: '1' }, home);
    const abroad = await client.refresh(atHome.json['refresh_token'], { client_info: '1' });
    expect(abroad.status).toBe(200);
    expect(claims(abroad)['tid']).toBe('5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9');
    expect(claims(abroad)['idp']).toMatch(/84f5a1ec-b790-4ad1-892e-15d604a87f9b/);
    expect(claims(abroad)['oid']).not.toBe(claims(atHome)['oid']);
    expect(abroad.json['client_info']).toBe(atHome.json['client_info']);
  });

  test('must be a guest of the tenant: AADSTS50020', async () => {
    const home = emulatorClient(emulator, emulator.authorityFor('northwind.example'));
    const { json } = await ask('nils@northwind.example', {}, home);
    expect((await client.refresh(json['refresh_token'])).json).toMatchObject({
      error_codes: [50020],
    });
  });
});
