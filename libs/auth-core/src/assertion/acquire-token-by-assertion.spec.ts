import { PublicClientApplication } from '@azure/msal-node';
import { expect, test } from '@jest/globals';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { publicClientConfiguration } from '../msal/public-client-configuration.ts';
import {
  acquireTokenByAssertion,
  type AssertionGrant,
  withAssertion,
} from './acquire-token-by-assertion.ts';
import { placeholder, refusePlaceholders } from '../msal/request-form.ts';
import type { HttpRequest } from '../http/http.ts';

const sent: URLSearchParams[] = [];
/** As below MSAL, where no call has a decorator. */
const bare = refusePlaceholders(async ({ body }) => {
  sent.push(new URLSearchParams(body));
  return { status: 200, headers: {}, text: '{}' };
});

const grant = (): AssertionGrant => ({
  grantType: 'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
  assertion: '<Assertion>ü</Assertion>',
  placeholder: placeholder(),
});

const asking = (code: string, more = {}): HttpRequest => ({
  method: 'POST',
  url: 'https://localhost/token',
  headers: {},
  body: String(
    new URLSearchParams({
      ...{ client_id: 'c', grant_type: 'authorization_code', redirect_uri: 'http://localhost' },
      ...{ code_verifier: 'v', code, ...more },
    }),
  ),
});

test('RFC 7522 2.1: the assertion goes out in place of the code, and nothing of the code grant', async () => {
  const assertion = grant();
  await withAssertion(assertion)(bare)(asking(assertion.placeholder));
  expect(Object.fromEntries(sent.at(-1) ?? [])).toEqual({
    client_id: 'c',
    grant_type: assertion.grantType,
    assertion: Buffer.from(assertion.assertion).toString('base64'),
  });
});

test('a placeholder is never sent as it is: a second time, of another call, or in another place', async () => {
  const assertion = grant();
  const before = sent.length + 1;
  const wrap = withAssertion(assertion);
  await wrap(bare)(asking(assertion.placeholder));
  await expect(wrap(bare)(asking(assertion.placeholder))).rejects.toThrow(/placeholder/);
  await expect(bare(asking(assertion.placeholder))).rejects.toThrow(/placeholder/);
  const other = grant();
  const send = withAssertion(other)(bare);
  await expect(send(asking(assertion.placeholder))).rejects.toThrow();
  const password = asking('x', { grant_type: 'password', password: other.placeholder });
  await expect(send(password)).rejects.toThrow(/placeholder/);
  expect(sent).toHaveLength(before);
});

test('other requests of the same call go out untouched', async () => {
  const request = asking('a-code-of-the-authority');
  await withAssertion(grant())(bare)(request);
  expect(String(sent.at(-1))).toBe(request.body);
});

test('the call goes to the tenant asked for with its correlation ID, and to no other host', async () => {
  await using emulator = await startIdentityEmulator();
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  const request = {
    ...{ scopes: ['User.Read'], assertion: '<Assertion/>', samlVersion: '1.1' as const },
    ...{ claims: '{"access_token":{}}', correlationId: '8f14e45f-ceea-467f-a0e6-36ef0ac4f1a2' },
  };
  const elsewhere = { ...request, authority: 'https://evil.example/t' };
  await expect(acquireTokenByAssertion(client, elsewhere)).rejects.toThrow(/evil\.example/);
  const northwind = { ...request, authority: emulator.authorityFor('northwind.example') };
  await expect(acquireTokenByAssertion(client, northwind)).rejects.toThrow();
  await expect(
    acquireTokenByAssertion(client, { ...request, claims: undefined, correlationId: undefined }),
  ).rejects.toThrow();
  const tokens = (await emulator.control.exchanges()).filter(
    ({ endpoint }) => endpoint === 'token',
  );
  expect(tokens).toHaveLength(2);
  expect(tokens[0]).toMatchObject({ correlationId: request.correlationId });
  expect(tokens[0]?.path).not.toBe(tokens[1]?.path);
});
