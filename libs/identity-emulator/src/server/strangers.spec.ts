// @long hundreds of requests at random; hardening.spec.ts shows each kind by an example
import { Agent as HttpAgent, request as plain, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { trustEndpoints } from '../adfs/namespaces.ts';
import { followSignIn, startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient } from '../testing/emulator-client.ts';
import { request } from '../testing/request.ts';
import { waitingApp, type WaitingApp } from '../testing/waiting-app.ts';

/** As fast-check's own 'binary', without its table of a million characters, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

/** Something that a client may ask, all of it right but for what a run changes. */
interface Ask {
  path: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

const faults: string[] = [];
let emulator: IdentityEmulator;
let app: WaitingApp;
let asks: Record<'authority' | 'pages', Ask[]>;
/** Connections stay open: a handshake for each of some hundred requests would cost the most. */
const agents = {
  plain: new HttpAgent({ keepAlive: true }),
  secure: new HttpsAgent({ keepAlive: true }),
};

beforeAll(async () => {
  emulator = await startIdentityEmulator({ log: (line) => faults.push(line) });
  app = await waitingApp(emulator);
  asks = { authority: await authorityAsks(), pages: await pageAsks() };
});
afterAll(async () => {
  for (const agent of Object.values(agents)) agent.destroy();
  await app.close();
  await emulator.close();
});

/** Every endpoint that programs ask, and the token endpoint with each grant. */
async function authorityAsks(): Promise<Ask[]> {
  const client = emulatorClient(emulator);
  const client_id = emulator.clientId;
  const scope = 'User.Read openid offline_access';
  const who = { username: 'adele@contoso.example', password: 'Password-of-Adele-1' };
  const signedIn = await client.post('token', { grant_type: 'password', client_id, scope, ...who });
  const { access_token, refresh_token } = signedIn.json as Record<string, string>;
  const { device_code } = await client.deviceCode();
  const code = await newCode();
  const tenant = new URL(emulator.authority).pathname;
  const bearer = { authorization: `Bearer ${access_token}` };
  const secret = {
    client_id: '73e490db-a68f-4fc0-981d-04c5f3976e8a',
    client_secret: 'Secret-of-Contoso-Reports-1',
    scope: 'api://orders.contoso.example/.default',
  };
  const grants: Record<string, Record<string, string>> = {
    password: { client_id, scope, ...who },
    refresh_token: { client_id, scope, refresh_token: refresh_token ?? '' },
    device_code: { client_id, device_code },
    authorization_code: {
      client_id,
      scope,
      code,
      redirect_uri: app.redirectUri,
      code_verifier: app.verifier,
    },
    client_credentials: secret,
    'urn:ietf:params:oauth:grant-type:jwt-bearer': {
      ...secret,
      assertion: access_token ?? '',
      requested_token_use: 'on_behalf_of',
    },
    'urn:ietf:params:oauth:grant-type:saml1_1-bearer': { client_id, scope, assertion: 'PHNhbWw+' },
    'urn:ietf:params:oauth:grant-type:saml2-bearer': { client_id, scope, assertion: 'PHNhbWw+' },
  };
  const tokenAsks = Object.entries(grants).map(([grant_type, form]) => ({
    path: `${tenant}/oauth2/v2.0/token`,
    form: { grant_type, claims: '{"access_token":{}}', ...form },
  }));
  const soap = { 'content-type': 'application/soap+xml' };
  return [
    ...tokenAsks,
    { path: `${tenant}/oauth2/v2.0/devicecode`, form: { client_id, scope } },
    { path: `${tenant}/v2.0/.well-known/openid-configuration` },
    { path: `${tenant}/discovery/v2.0/keys` },
    { path: `/common/discovery/instance?authorization_endpoint=${emulator.authority}` },
    { path: '/graph/v1.0/me', headers: bearer },
    { path: '/graph/oidc/userinfo', headers: bearer },
    { path: '/arm/subscriptions?api-version=2022-12-01', headers: bearer },
    { path: `${tenant}/openid/userinfo`, headers: bearer },
    { path: '/api/orders', headers: bearer },
    { path: '/common/userrealm/frida@adatum.example?api-version=1.0' },
    { path: '/FederationMetadata/2007-06/FederationMetadata.xml' },
    { path: '/adfs/services/trust/mex' },
    ...trustEndpoints.map(({ path }) => ({
      path,
      headers: soap,
      body: '<s:Envelope xmlns:s="x"/>',
    })),
  ];
}

async function newCode(): Promise<string> {
  await emulator.control.user({ does: 'approve', times: 1 });
  await followSignIn(app.url());
  return app.calls.at(-1)?.received['code'] ?? '';
}

/** Every page, in the middle of a sign-in where it is a part of one. */
async function pageAsks(): Promise<Ask[]> {
  const begun = await request(app.url());
  const cookie = String(begun.headers['set-cookie']?.[0]).replace(/;.*/, '');
  const first = new URL(begun.headers.location ?? '', emulator.pages);
  const page = await request(first, { headers: { cookie } });
  const hidden = page.body.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const form = {
    ...Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value])),
    username: 'adele@contoso.example',
    password: 'x',
    code: '123456',
    answer: 'continue',
  };
  const steps = ['username', 'password', 'account', 'number', 'one-time-code', 'new-password'];
  const paths = [...steps, 'stay', 'consent', 'cancel'].map((name) => `/signin/${name}`);
  const others = ['/', '/devicelogin', '/devicelogin/confirm', '/devicelogin/done', '/consents'];
  const authorize = new URL(app.url());
  const inTenant = ['oauth2/v2.0/authorize', 'oauth2/v2.0/logout', 'v2.0/adminconsent'];
  const tenant = new URL(emulator.authority).pathname;
  return [
    ...[...paths, ...others, '/adfs/ls', '/login.srf', '/error'].map((path) => ({
      path: path + first.search,
      form,
      headers: { cookie, origin: emulator.pages },
    })),
    ...inTenant.map((path) => ({
      path: `${tenant}/${path}${authorize.search}`,
      headers: { cookie },
    })),
    {
      path: `${tenant}/oauth2/v2.0/token`,
      form: { grant_type: 'refresh_token', refresh_token: 'x' },
      headers: { origin: 'http://localhost:1234' },
    },
  ];
}

/** Where a run departs from what is right. */
interface Change {
  name: string;
  value: string | undefined;
}

const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.constantFrom(
    '__proto__',
    '%',
    '%00',
    '\u0000',
    '..',
    '{"a":',
    'null',
    '[]',
    'a.b.c',
    'é'.repeat(3000),
  ),
  fc.constantFrom(
    'https://[',
    'javascript:alert(1)',
    '<!DOCTYPE x [<!ENTITY e "e">]>',
    'Basic JTpY',
    'Bearer x',
  ),
);
const change: fc.Arbitrary<Change> = fc.record({
  name: fc.oneof(fc.nat(12).map(String), hostile),
  value: fc.option(hostile, { nil: undefined }),
});
interface Run {
  which: number;
  method: string;
  inForm: Change[];
  inQuery: Change[];
  inPath: [number, string] | undefined;
  header: [string, string] | undefined;
}
const run: fc.Arbitrary<Run> = fc.record({
  which: fc.nat(100),
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'OPTIONS', 'HEAD'),
  inForm: fc.array(change, { maxLength: 3 }),
  inQuery: fc.array(change, { maxLength: 2 }),
  inPath: fc.option(fc.tuple(fc.nat(4), hostile), { nil: undefined }),
  header: fc.option(
    fc.tuple(
      fc.constantFrom(
        'authorization',
        'origin',
        'cookie',
        'content-type',
        'accept-language',
        'client-request-id',
      ),
      hostile,
    ),
    { nil: undefined },
  ),
});

/** A number stands for one of the names that are there; undefined takes it away. */
function altered(pairs: URLSearchParams, changes: Change[]): URLSearchParams {
  const names = [...pairs.keys()];
  const result = new URLSearchParams(pairs);
  for (const { name, value } of changes) {
    const known = names[Number(name)] ?? name;
    if (value === undefined) result.delete(known);
    else if (value.length % 5 === 0) result.append(known, value);
    else result.set(known, value);
  }
  return result;
}

function send(server: 'authority' | 'pages', ask: Ask, how: Run) {
  const origin = server === 'authority' ? new URL(emulator.authority).origin : emulator.pages;
  const [where = '', query = ''] = ask.path.split('?');
  const steps = where.split('/');
  if (how.inPath) steps[how.inPath[0]] = encodeURIComponent(Buffer.from(how.inPath[1]).toString());
  const search = altered(new URLSearchParams(query), how.inQuery).toString();
  const form = altered(new URLSearchParams(ask.form), how.inForm).toString();
  const [name = 'accept', value = '*/*'] = how.header ?? [];
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...ask.headers,
    [name]: value.replace(/[^\x20-\x7e]/g, '').slice(0, 500),
  };
  const body = how.method === 'GET' || how.method === 'HEAD' ? undefined : (ask.body ?? form);
  const path = `${steps.join('/')}?${search}`;
  return settled(`${origin}${path.startsWith('/') ? path : `/${path}`}`, how.method, headers, body);
}

/** The answer; an emulator that hangs fails here, and says where. */
async function settled(url: string, method: string, headers: object, body: string | undefined) {
  const isSecure = url.startsWith('https:');
  // Node leaves it out for OPTIONS, and the body would pass for the next request.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = {
    method,
    headers: { ...headers, ...length },
    signal: AbortSignal.timeout(10_000),
  };
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = isSecure
      ? secure(url, { ...options, agent: agents.secure, ca: emulator.ca }, resolve)
      : plain(url, { ...options, agent: agents.plain }, resolve);
    sent.on('error', reject).end(body);
  });
  return { status: incoming.statusCode ?? 0, body: await text(incoming) };
}

describe('any client', () => {
  test.each(['authority', 'pages'] as const)(
    'never gets a 5xx, a stack trace or silence from the %s',
    async (server) => {
      const property = fc.asyncProperty(run, async (how) => {
        const ask = asks[server][how.which % asks[server].length];
        if (!ask) throw new Error('nothing to ask');
        const { status, body } = await send(server, ask, how);
        expect(status).toBeGreaterThanOrEqual(200);
        // SOAP 1.2 (part 2, 7.5.2.2) wants 500 for a fault.
        if (!/<s:Fault>|:Fault\b/.test(body)) expect(status).toBeLessThan(500);
        expect(body).not.toMatch(/\bat .+:\d+:\d+|node_modules/);
      });
      await fc.assert(property, { numRuns: 300 });
      expect(faults).toEqual([]);
    },
    60_000,
  );

  test('asks every endpoint rightly too: what the runs depart from is right', async () => {
    const untouched = { which: 0, inForm: [], inQuery: [], inPath: undefined, header: undefined };
    const byMethod = (ask: Ask) => ({
      ...untouched,
      method: ask.form || ask.body ? 'POST' : 'GET',
    });
    const answers = await Promise.all(
      asks.authority.map(async (ask) => {
        const { status } = await send('authority', ask, byMethod(ask));
        return { path: ask.path, status };
      }),
    );
    expect(answers.filter(({ status }) => status === 404)).toEqual([]);
  });
});
