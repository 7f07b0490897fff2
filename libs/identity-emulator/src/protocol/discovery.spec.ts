import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient, type EmulatorClient } from '../testing/emulator-client.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  client = emulatorClient(emulator);
});
afterAll(() => emulator.close());

const configuration = (tenant: string) =>
  client.get(`${emulator.authorityFor(tenant)}/v2.0/.well-known/openid-configuration`);
const origin = () => new URL(emulator.authority).origin;
const tenantId = () => new URL(emulator.authority).pathname.slice(1);

describe('discovery', () => {
  test('names the issuer by tenant id, whichever name the client used', async () => {
    for (const name of [tenantId(), 'contoso.example', 'CONTOSO.example']) {
      const { status, json } = await configuration(name);
      expect(status).toBe(200);
      expect(json['issuer']).toBe(`${origin()}/${tenantId()}/v2.0`);
      expect(json['token_endpoint']).toBe(`${origin()}/${name}/oauth2/v2.0/token`);
    }
  });

  test.each(['common', 'organizations'])(
    '%s leaves the tenant of the issuer open',
    async (name) => {
      expect((await configuration(name)).json['issuer']).toBe(`${origin()}/{tenantid}/v2.0`);
    },
  );

  test('consumers has the tenant of personal accounts', async () => {
    const issuer = `${origin()}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`;
    expect((await configuration('consumers')).json['issuer']).toBe(issuer);
  });

  test.each(['11111111-2222-3333-4444-555555555555', 'fabrikam.example'])(
    'an unknown tenant %s is AADSTS90002, invalid_tenant',
    async (name) => {
      const { status, json } = await configuration(name);
      expect(status).toBe(400);
      expect(json).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
    },
  );

  test.each(['nonsense', 'a b', '..x', '%00', 'ümlaut'])(
    'text that cannot name a tenant (%s) is AADSTS900023',
    async (name) => {
      expect((await configuration(name)).json).toMatchObject({ error_codes: [900023] });
    },
  );

  test('of v1.0 has the tenant id for a name, as az login asks for it', async () => {
    const ask = (name: string) =>
      client.get(`${emulator.authorityFor(name)}/.well-known/openid-configuration`);
    const { status, json } = await ask('contoso.example');
    expect(status).toBe(200);
    for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint'])
      expect(String(json[name]).split('/')[3]).toBe(tenantId());
    expect((await client.get(String(json['jwks_uri']))).json).toHaveProperty('keys');
    expect((await ask('fabrikam.example')).json).toMatchObject({ error_codes: [90002] });
    expect((await ask('common')).json['issuer']).toBe(`${origin()}/{tenantid}/`);
  });

  test.each(['token', 'authorize', 'devicecode', 'logout'])(
    'of v1.0 says where v2.0 is: %s',
    async (endpoint) => {
      const { status, json } = await client.get(`${emulator.authority}/oauth2/${endpoint}`);
      expect({ status, error: json['error'] }).toEqual({ status: 400, error: 'invalid_request' });
      expect(json['error_description']).toContain(`/${tenantId()}/oauth2/v2.0/${endpoint},`);
    },
  );

  test('instance discovery knows this host and no other', async () => {
    const ask = (endpoint: string) =>
      client.get(
        `${origin()}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
      );
    const known = await ask(`${emulator.authority}/oauth2/v2.0/authorize`);
    expect(known.json['tenant_discovery_endpoint']).toBe(
      `${emulator.authority}/v2.0/.well-known/openid-configuration`,
    );
    const other = await ask('https://login.example.com/common/oauth2/v2.0/authorize');
    expect(other.json['error']).toBe('invalid_instance');
  });
});
