import { PublicClientApplication } from '@azure/msal-node';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  acquireTokenInteractive,
  publicClientConfiguration,
} from '@entra-flows/auth-core';
import { acquireTokenByUsernamePassword } from '@entra-flows/auth-federation';
import {
  type AuthorityRequest,
  type CatalogId,
  flowCatalog,
  samplesOf,
} from '@entra-flows/flow-catalog';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { fillMarked } from './flow-tables.ts';

const root = join(import.meta.dirname, '../..');

test('each flow asks the authority what the catalogue says', async () => {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
  const measured = await measureFlows(emulator);
  // Those need a browser, a domain controller and a broker; their samples' own tests measure them.
  const elsewhere = ['single-page', 'integrated-windows', 'broker'];
  const listed = flowCatalog.filter(({ requests, id }) => requests && !elsewhere.includes(id));
  expect(Object.fromEntries(measured)).toEqual(
    Object.fromEntries(listed.map(({ id, requests }) => [id, requests])),
  );
});

test('each flow has a word of its own, and its sample is there', () => {
  expect(new Set(flowCatalog.map(({ id }) => id)).size).toBe(flowCatalog.length);
  const samples = samplesOf(flowCatalog).map(({ sample }) => sample);
  expect(samples.filter((sample) => !existsSync(join(root, 'apps', sample)))).toEqual([]);
  const unmeasured = flowCatalog.filter(({ sample, requests }) => sample && !requests);
  expect(unmeasured).toEqual([]);
});

test('the page of flows says that a good token in the cache costs no request', () => {
  expect(flowCatalog.filter(({ requests }) => requests?.again.length)).toEqual([]);
});

test('a table replaces what stands in its place, and nothing else', () => {
  const text = 'a\n<!-- flows:x -->\nold\n<!-- /flows -->\nb';
  expect(fillMarked(text, { x: '| t |' })).toBe(
    'a\n<!-- flows:x -->\n\n| t |\n\n<!-- /flows -->\nb',
  );
  expect(() => fillMarked(text, {})).toThrow('There is no table "x".');
  expect(() => fillMarked('<!-- flows:x -->\n', { x: '' })).toThrow('does not end');
});

/** What a flow asked of the authority: until the first token, and when a good one was in the cache. */
interface Measured {
  first: AuthorityRequest[];
  again: AuthorityRequest[];
}

type Client = PublicClientApplication;
type Flow = (client: Client, emulator: IdentityEmulator) => Promise<unknown>;

const scopes = ['User.Read'];

/** The flows of the command-line samples and of the web sample, as those call them. */
const flows: Partial<Record<CatalogId, Flow>> = {
  interactive: (client) =>
    acquireToken(client, { scopes }, (request) =>
      acquireTokenInteractive(client, {
        ...request,
        openBrowser: (url) => void followSignIn(url),
      }),
    ),
  'device-code': (client) =>
    acquireToken(client, { scopes }, (request) =>
      acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined }),
    ),
  'username-password': (client, { users: [user] }) =>
    acquireToken(client, { scopes }, (request) =>
      acquireTokenByUsernamePassword(client, {
        ...request,
        username: user?.username ?? '',
        password: user?.password ?? '',
      }),
    ),
  'web-auth-code': (client) => acquireToken(client, { scopes }, () => bothLegs(client)),
};

/** Runs every flow that can be run here, each with a client that knows nothing yet. */
async function measureFlows(emulator: IdentityEmulator): Promise<Map<CatalogId, Measured>> {
  await emulator.control.user({ does: 'approve', as: emulator.users[0]?.username ?? '' });
  const measured = new Map<CatalogId, Measured>();
  for (const [id, flow] of Object.entries(flows) as [CatalogId, Flow][]) {
    const client = newClient(emulator);
    const first = await requestsOf(emulator, () => flow(client, emulator));
    const again = await requestsOf(emulator, () => flow(client, emulator));
    measured.set(id, { first, again });
  }
  measured.set('silent', await measureSilent(emulator));
  return measured;
}

/** Silent, with nothing but a refresh token at hand. */
async function measureSilent(emulator: IdentityEmulator): Promise<Measured> {
  const client = newClient(emulator);
  await flows['interactive']?.(client, emulator);
  const silent = (forceRefresh: boolean) => () =>
    acquireToken(client, { scopes, forceRefresh }, () => Promise.reject(new Error('asked')));
  return {
    first: await requestsOf(emulator, silent(true)),
    again: await requestsOf(emulator, silent(false)),
  };
}

function newClient({ clientId, authority, ca }: IdentityEmulator): Client {
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  return new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
}

async function requestsOf(
  { control }: IdentityEmulator,
  run: () => Promise<unknown>,
): Promise<AuthorityRequest[]> {
  const before = (await control.exchanges()).length;
  await run();
  const exchanges = (await control.exchanges()).slice(before);
  return exchanges.map(({ endpoint }) => endpoint as AuthorityRequest);
}

/** The first leg sends a browser away, the second redeems the code that it brings back. */
async function bothLegs(client: Client) {
  const redirectUri = 'http://localhost:1/'; // the answer is read from the address
  const verifier = randomBytes(32).toString('base64url');
  const url = await client.getAuthCodeUrl({
    ...{ scopes, redirectUri, codeChallengeMethod: 'S256' },
    codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const answer = await fetch(url, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return client.acquireTokenByCode({ scopes, redirectUri, code, codeVerifier: verifier });
}
