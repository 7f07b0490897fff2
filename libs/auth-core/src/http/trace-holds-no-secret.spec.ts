// @long every flow and its failures; record-exchanges.spec.ts shows what a trace may hold
import { PublicClientApplication } from '@azure/msal-node';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type IdentityEmulator,
  type FaultAnswer,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { type HttpRequest, jsonObject, type Send } from './http.ts';
import { httpsTransport } from './https-transport.ts';
import { msalNetworkModule } from '../msal/msal-network-module.ts';
import { type Exchange, recordExchanges } from './record-exchanges.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
afterAll(() => emulator.close());

const SECRET = /token$|code$|verifier|assertion|secret|password|client_info|uri_complete|message/;
const HARMLESS = new Set(['device_code', 'authorization_code']);

/** Below the recorder: notes every secret that goes over the wire, in either direction. */
function noteSecrets(send: Send, secrets: Set<string>): Send {
  const note = (fields: Iterable<[string, unknown]>) => {
    for (const [name, value] of fields) {
      if (name === 'grant_type' || !SECRET.test(name)) continue;
      if (typeof value === 'string' && value.length > 3 && !HARMLESS.has(value)) secrets.add(value);
    }
  };
  const noteRequest = ({ url, body }: HttpRequest) => {
    note(new URL(url).searchParams);
    note(new URLSearchParams(body ?? ''));
  };
  return async (request) => {
    noteRequest(request);
    const response = await send(request);
    note(Object.entries(jsonObject(response) ?? {}));
    return response;
  };
}

const answers: FaultAnswer[] = [
  { aadsts: 'AADSTS50076' },
  { oauth: 'slow_down' },
  { truncate: true },
  { merge: { access_token: 'a-token-of-another-shape', scope: 'User.Read' } },
  { merge: { error: 'invalid_grant', error_description: 'a description' } },
  { status: 502, type: 'text/html', body: '<p>page</p>' },
];

async function signInAndRefresh(secrets: Set<string>, scopes: string[]): Promise<Exchange[]> {
  const trace: Exchange[] = [];
  const { origin } = new URL(emulator.authority);
  const wire = httpsTransport({ trustedOrigins: [{ origin, ca: emulator.ca }] });
  const send = recordExchanges((exchange) => trace.push(exchange))(noteSecrets(wire, secrets));
  const client = new PublicClientApplication({
    auth: {
      clientId: emulator.clientId,
      authority: emulator.authority,
      knownAuthorities: [new URL(emulator.authority).host],
    },
    system: { networkClient: msalNetworkModule(send) },
  });
  const result = await client
    .acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => undefined, timeout: 2 })
    .catch(() => null);
  const account = result?.account;
  if (account)
    await client.acquireTokenSilent({ account, scopes, forceRefresh: true }).catch(() => null);
  return trace;
}

test('the trace holds no secret that ever went over the wire, whatever the authority answers', async () => {
  const story = fc.record({
    answer: fc.option(fc.constantFrom(...answers)),
    at: fc.constantFrom('token' as const, 'devicecode' as const),
    scopes: fc.subarray(['User.Read', 'openid', 'profile', 'email'], { minLength: 1 }),
  });
  const secrets = new Set<string>();
  await fc.assert(
    fc.asyncProperty(story, async ({ answer, at, scopes }) => {
      await emulator.control.reset();
      await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
      if (answer) await emulator.control.fault({ at, times: 1, answer });
      const text = JSON.stringify(await signInAndRefresh(secrets, scopes));
      expect([...secrets].filter((secret) => text.includes(secret))).toEqual([]);
    }),
    { numRuns: 25 },
  );
  // Access, refresh and ID tokens, device and user codes: the test saw them, so it can fail.
  expect(secrets.size).toBeGreaterThan(50);
}, 60_000);

const SECRETS = {
  authorization_code: 'code code_verifier client_secret',
  client_credentials: 'client_secret client_assertion',
  device_code: 'device_code client_secret',
  password: 'username password client_secret',
  refresh_token: 'refresh_token client_secret client_assertion',
  'urn:ietf:params:oauth:grant-type:device_code': 'device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'assertion client_secret client_assertion',
  'urn:ietf:params:oauth:grant-type:saml1_1-bearer': 'assertion',
  'urn:ietf:params:oauth:grant-type:saml2-bearer': 'assertion',
};

test.each(Object.entries(SECRETS))(
  'the trace of %s names the grant and holds nothing of %s',
  async (grant, names) => {
    const trace: Exchange[] = [];
    const { origin } = new URL(emulator.authority);
    const wire = httpsTransport({ trustedOrigins: [{ origin, ca: emulator.ca }] });
    const send = recordExchanges((exchange) => trace.push(exchange))(wire);
    // A word, such as no pattern takes for a secret; and one that says what it is.
    for (const secret of ['Correcthorse', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.']) {
      const secrets = Object.fromEntries(names.split(' ').map((name) => [name, secret]));
      const form = { grant_type: grant, client_id: emulator.clientId, scope: 'User.Read' };
      await send({
        method: 'POST',
        url: `${emulator.authority}/oauth2/v2.0/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...form, ...secrets }).toString(),
      });
      const exchange = trace.at(-1);
      expect(exchange).toMatchObject({ request: form, response: { error: expect.any(String) } });
      expect(JSON.stringify(exchange)).not.toContain(secret);
    }
  },
);
