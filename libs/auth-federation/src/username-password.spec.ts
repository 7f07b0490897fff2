import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { acquireTokenByUsernamePassword } from './acquire-token-by-username-password.ts';
import { explained, federatedClient, frida } from './testing/federated-client.ts';
import { mexDocument, only2005 } from './testing/mex-document.ts';

let emulator: IdentityEmulator;
let mex: string;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
  mex = await mexDocument(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.control.reset());

const describeItself = (body: string) =>
  emulator.control.fault({ at: 'mex', answer: { status: 200, body } });

describe('a federated password goes to AD FS, and its assertion gives tokens that the cache keeps', () => {
  test.each([
    ['1.3', '1.1', 'saml1_1-bearer'],
    ['2005', '1.1', 'saml1_1-bearer'],
    ['1.3', '2.0', 'saml2-bearer'],
    ['2005', '2.0', 'saml2-bearer'],
  ] as const)('WS-Trust %s and SAML %s', async (version, samlVersion, grant) => {
    if (version === '2005') await describeItself(only2005(mex));
    const { password, exchanges, steps, shown } = federatedClient(emulator);
    const first = await password({ samlVersion });
    expect(first).toMatchObject({ fromCache: false, account: { username: frida.username } });
    expect(steps).toMatchObject([{ step: 'endpoint', version }]);
    expect(exchanges.at(-1)?.request['grant_type']).toMatch(grant);
    expect(shown()).not.toMatch(/Password-of|<saml|PHNhbWw/);
    const asked = exchanges.length;
    expect(await password()).toMatchObject({ fromCache: true });
    expect(exchanges).toHaveLength(asked);
  });

  test('the authority never sees it', async () => {
    const { password, exchanges } = federatedClient(emulator);
    await password();
    expect(exchanges.map(({ request }) => request['grant_type'])).not.toContain('password');
  });
});

test('a managed password goes to the authority, by MSAL', async () => {
  const { password, exchanges } = federatedClient(emulator);
  const adele = { username: 'adele@contoso.example', password: 'Password-of-Adele-1' };
  expect(await password(adele)).toMatchObject({ account: { username: adele.username } });
  expect(exchanges.at(-1)?.request['grant_type']).toBe('password');
});

describe('what goes wrong is named, with what to do', () => {
  const attempt = (more = {}) => explained(federatedClient(emulator).password(more));

  test.each([
    ['a wrong password', { password: 'wrong' }, /FailedAuthentication/],
    ['a domain that Entra does not know', { username: 'x@nowhere.example' }, /unknown_user_type/],
    ['a name without a domain', { username: '..' }, /invalid_user_name/],
    ['a name of the old form', { username: 'ADATUM\\frida' }, /invalid_user_name/],
    ['a name with a line end', { username: 'a\n@b' }, /invalid_user_name/],
  ])('%s', async (_, who, code) => {
    const text = await attempt(who);
    expect(text).toMatch(code);
    expect(text).not.toMatch(/not in the published lists/);
  });

  test.each([
    ['userrealm', { status: 200, body: '<html>' }, 'user_realm_discovery_failed'],
    ['userrealm', { status: 404, body: '{}' }, 'user_realm_discovery_failed'],
    ['userrealm', { merge: { domain_name: 'live.com' } }, 'ropc_not_supported_for_msa'],
    ['userrealm', { merge: { account_type: 7 } }, 'user_realm_discovery_failed'],
    ['userrealm', { merge: { federation_metadata_url: null } }, 'missing_federation_metadata_url'],
    [
      'userrealm',
      { merge: { federation_metadata_url: 'http://localhost/mex' } },
      'missing_federation_metadata_url',
    ],
    [
      'userrealm',
      { merge: { federation_metadata_url: 'https://localhost:1/mex' } },
      'accessing_ws_metadata_exchange_failed',
    ],
    ['mex', { status: 404, body: 'no' }, 'accessing_ws_metadata_exchange_failed'],
    ['mex', { status: 200, body: '<html><br></html>' }, 'parsing_ws_metadata_exchange_failed'],
    ['mex', { status: 200, body: '<x/>' }, 'wstrust_endpoint_not_found'],
    ['ws-trust', { drop: true }, 'adfs_unreachable'],
    ['ws-trust', { status: 500, body: 'x' }, 'federated_service_returned_error'],
    ['ws-trust', { status: 200, body: '<x/>' }, 'parsing_wstrust_response_failed'],
    ['token', { aadsts: 'AADSTS50008' }, 'AADSTS50008'],
  ] as const)('%s answers %j: %s', async (at, answer, code) => {
    await emulator.control.fault({ at, answer });
    const text = await attempt();
    expect(text).toMatch(new RegExp(`^Code ${code}`, 'm'));
    expect(text).not.toMatch(/not in the published lists|Password-of/);
  });

  test('an AD FS that offers its endpoints without https only', async () => {
    await describeItself(mex.replaceAll('https://', 'http://'));
    expect(await attempt()).toMatch(/without https[^]*wstrust_endpoint_not_found/);
  });

  test('an account whose password is not at AD FS has no Windows sign-in, but a page', async () => {
    const { windows } = federatedClient(emulator);
    const text = await explained(windows({ username: 'adele@contoso.example' }));
    expect(text).toMatch(/browser[^]*integrated_windows_auth_not_supported_managed_user/);
  });

  test('a certificate that is not trusted does not count as an AD FS out of reach', async () => {
    const elsewhere = await startIdentityEmulator();
    const url = `${new URL(elsewhere.authority).origin}/mex`;
    const answer = { merge: { federation_metadata_url: url } };
    await emulator.control.fault({ at: 'userrealm', answer });
    expect(await attempt()).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
    await elsewhere.close();
  });
});

test('a signal ends the flow while AD FS hangs, and leaves nothing behind', async () => {
  await emulator.control.fault({ at: 'ws-trust', answer: { hang: true } });
  const stop = new AbortController();
  const { client } = federatedClient(emulator);
  const request = { scopes: ['User.Read'], ...frida, signal: stop.signal };
  const flow = acquireTokenByUsernamePassword(client, {
    ...request,
    onStep: () => setImmediate(() => stop.abort(new Error('enough'))),
  });
  await expect(flow).rejects.toThrow('enough');
});
