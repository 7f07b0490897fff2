import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { AuthCoreError } from './auth-core-error.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { explainAuthError } from '../errors/explain-auth-error.ts';
import { startDeviceCode } from '../device-code/start-device-code.ts';
import { checkAuthority, inTenant } from './authority.ts';
import { BrokeredClient } from './brokered-client.ts';
import { clientNetwork, partsOf } from './client-network.ts';
import {
  publicClientConfiguration,
  type PublicClientOptions,
} from './public-client-configuration.ts';

/** As fast-check's own 'binary', without its table of a million characters, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

const clientId = '00000000-1111-2222-3333-444444444444';
/** Of contoso.example. */
const emulatedTenant = '5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9';

describe('what a program without types gets wrong', () => {
  const authority = 'https://login.microsoftonline.com/common';
  test.each([
    [
      { authority, clientID: clientId },
      'clientId and authority are needed, not authority, clientID',
    ],
    [{ authority }, 'are needed, not authority'],
    [{ authority, clientId: '' }, 'are needed'],
    [{ authority, clientId: 1 }, 'are needed'],
    [{ clientId }, 'are needed, not clientId'],
    [{ clientId, authority, cache: '/home/adele/tokens' }, 'cache has to be a cache plugin'],
    [{ clientId, authority, proxy: 'http://proxy.example:8080' }, 'proxy has to be false or { env'],
    [{ clientId, authority, trustedOrigins: { origin: '', ca: '' } }, 'trustedOrigins has to be'],
    [{ clientId, authority, trustedOrigins: ['https://x.example'] }, 'trustedOrigins has to be'],
    [{ clientId, authority, knownAuthorities: 'x.example' }, 'knownAuthorities has to be a list'],
    [{ clientId, authority, clientCapabilities: 'CP1' }, 'clientCapabilities has to be a list'],
    [{ clientId, authority, attempts: '3' }, 'attempts has to be a whole number'],
    [{ clientId, authority, attempts: 0 }, 'attempts has to be a whole number'],
    [{ clientId, authority, onExchange: [] }, 'onExchange has to be a function'],
    [{ clientId: 'my app', authority }, 'clientId has to be an application (client) ID'],
    [
      { clientId, authority, trustedOrigin: [] },
      'trustedOrigin is not an option; it has to be trustedOrigins',
    ],
    [{ clientId, authority, knownAuthority: [] }, 'it has to be knownAuthorities'],
    [{ clientId, authority, Cache: {} }, 'Cache is not an option; it has to be cache'],
    [{ clientId, authority, onexchange: null }, 'it has to be onExchange'],
    [{ clientId, authority, log: true }, 'log has to be a function'],
  ])('%j is a TypeError that names what it got', (options, words) => {
    const configure = () => publicClientConfiguration(options as unknown as PublicClientOptions);
    expect(configure).toThrow(TypeError);
    expect(configure).toThrow(words);
  });
});

test("a program's own settings may stand among the options", () => {
  const authority = 'https://login.microsoftonline.com/common';
  const own = { api: {}, arm: undefined, scopes: ['User.Read'], redirectUri: '' };
  expect(() => publicClientConfiguration({ clientId, authority, ...own })).not.toThrow();
});

describe('checkAuthority', () => {
  test.each([
    'https://login.microsoftonline.com/common',
    'https://login.microsoftonline.com/contoso.example/',
    'https://localhost:8443/11111111-2222-3333-4444-555555555555',
    'https://[::1]:8443/organizations',
    'https://contoso.ciamlogin.com/contoso.onmicrosoft.com',
  ])('takes %s', (authority) => {
    expect(checkAuthority(authority).href).toBe(new URL(authority).href);
  });

  test.each(['https://contoso.ciamlogin.com', 'https://contoso.ciamlogin.com/'])(
    'takes %s for the tenant of that name',
    (authority) => {
      const { href } = checkAuthority(authority);
      expect(href).toBe('https://contoso.ciamlogin.com/contoso.onmicrosoft.com');
      expect(
        partsOf(new PublicClientApplication(publicClientConfiguration({ clientId, authority })))
          .authority,
      ).toBe(href);
    },
  );

  test.each([
    ' https://login.example/common\n',
    'https:login.example/common',
    'https:\\\\login.example\\common',
    'https://login.example:0443/common',
  ])('gives MSAL, which reads fewer forms, %j in the usual one', (authority) => {
    const client = new PublicClientApplication(publicClientConfiguration({ clientId, authority }));
    expect(partsOf(client).authority).toBe('https://login.example/common');
  });

  test.each([
    ['', 'authority_malformed', 'is not a URL'],
    ['login.microsoftonline.com/common', 'authority_malformed', 'is not a URL'],
    ['http://localhost:8080/common', 'authority_not_https', 'https only'],
    ['javascript:alert(1)', 'authority_not_https', 'https only'],
    ['https://login.microsoftonline.com', 'authority_malformed', 'names no tenant'],
    ['https://ciamlogin.com.evil.example', 'authority_malformed', 'names no tenant'],
    ['https://login.microsoftonline.com//', 'authority_malformed', 'names no tenant'],
    ['https://u:s3cr3t@login.example/common', 'authority_malformed', 'a user name or a password'],
    ['https://login.example/common?x=1', 'authority_malformed', 'a query or a fragment'],
    ['https://login.example:0/common', 'authority_malformed', 'names port 0'],
    ['https://login.example/common?code=s3cr3t', 'authority_malformed', 'login.example/common"'],
    ['http://login.example/common?code=s3cr3t', 'authority_not_https', 'login.example/common"'],
    ['http://u:s3cr3t@login.example/common', 'authority_not_https', '//login.example/common"'],
    ['login.example/common#s3cr3t', 'authority_malformed', 'login.example/common"'],
    ['https://login.example/v2.0', 'authority_malformed', 'names no tenant'],
    ['https://login.example/{tenant}', 'authority_malformed', 'names no tenant'],
    ['https://login.example/<your-tenant>', 'authority_malformed', 'names no tenant'],
    ['https://login.example/ common', 'authority_malformed', 'names no tenant'],
    ['https://login.example/com%00mon', 'authority_malformed', 'names no tenant'],
    [
      'https://login.example/common/oauth2/v2.0/token',
      'authority_malformed',
      'the address of an endpoint',
    ],
    ['https://login.example/common#x', 'authority_malformed', 'a query or a fragment'],
  ])('refuses "%s": %s', (authority, errorCode, text) => {
    const check = () => checkAuthority(authority);
    expect(check).toThrow(expect.objectContaining({ errorCode }));
    expect(check).toThrow(text);
    expect(check).not.toThrow('s3cr3t');
  });

  test('answers any text with a URL over https or one short, printable message', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.webUrl()), (authority) => {
        try {
          expect(checkAuthority(authority).protocol).toBe('https:');
        } catch (error) {
          const { message } = error as AuthCoreError;
          expect(error).toBeInstanceOf(AuthCoreError);
          expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(message.length).toBeLessThan(400);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('shortens an authority without end', () => {
    expect(() => checkAuthority('x'.repeat(10_000))).toThrow(/x{120}…/);
  });
});

describe('inTenant', () => {
  test('stays on the host, whatever text names the tenant', () => {
    fc.assert(
      fc.property(fc.string(), (tenant) => {
        try {
          const url = new URL(inTenant('https://login.example:8443/common', tenant));
          expect([url.host, url.search, url.hash]).toEqual(['login.example:8443', '', '']);
          expect(url.pathname).toBe(`/${tenant}`);
        } catch (error) {
          expect(error).toMatchObject({ errorCode: 'authority_malformed' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('publicClientConfiguration', () => {
  let emulator: IdentityEmulator;
  beforeAll(async () => {
    emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  });
  afterAll(() => emulator.close());
  const trusted = () => [{ origin: new URL(emulator.authority).origin, ca: emulator.ca }];

  test('makes a client of MSAL, and refuses one that was made otherwise', () => {
    const authority = 'https://login.microsoftonline.com/common';
    expect(
      new PublicClientApplication(publicClientConfiguration({ clientId, authority })),
    ).toBeInstanceOf(PublicClientApplication);
    const stranger = new PublicClientApplication({ auth: { clientId, authority } });
    expect(() => partsOf(stranger)).toThrow('not configured by publicClientConfiguration()');
  });

  test("hands on all that MSAL's own methods take", () => {
    const overridden = Object.getOwnPropertyNames(BrokeredClient.prototype);
    for (const name of overridden.filter(
      (own) => own in PublicClientApplication.prototype && own !== 'constructor',
    )) {
      const [ours, theirs] = [BrokeredClient, PublicClientApplication].map(
        ({ prototype }) => (prototype as unknown as Record<string, { length: number }>)[name],
      );
      expect([name, ours?.length]).toEqual([name, theirs?.length]);
    }
  });

  test('refuses an authority over http before anything is sent', () => {
    const authority = 'http://localhost/common';
    expect(
      () => new PublicClientApplication(publicClientConfiguration({ clientId, authority })),
    ).toThrow('https only');
  });

  test('asks no other host about an authority that MSAL does not know', async () => {
    const hosts = new Set<string>();
    const client = new PublicClientApplication(
      publicClientConfiguration({
        clientId: emulator.clientId,
        authority: emulator.authority,
        trustedOrigins: trusted(),
        onExchange: ({ url }) => hosts.add(new URL(url).host),
      }),
    );
    await emulator.control.user({ does: 'approve' });
    const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
    expect(await acquireTokenByDeviceCode(client, request)).not.toBeNull();
    expect([...hosts]).toEqual([new URL(emulator.authority).host]);
  });

  describe('that calls itself by another host', () => {
    const found = `${emulatedTenant}.ciamlogin.com`;
    const client = (options: Partial<PublicClientOptions> = {}) =>
      new PublicClientApplication(
        publicClientConfiguration({
          clientId: emulator.clientId,
          authority: emulator.authorityFor('contoso.example'),
          trustedOrigins: trusted(),
          ...options,
        }),
      );
    beforeEach(async () => {
      const issuer = `https://${found}/${emulatedTenant}/v2.0`;
      await emulator.control.fault({ at: 'discovery', answer: { merge: { issuer } } });
    });
    afterEach(() => emulator.control.reset());

    test('is refused with both names, as a fault of the setting and not of the network', async () => {
      const asked = new URL(emulator.authority).host;
      const start = startDeviceCode(client(), { scopes: ['User.Read'] });
      const error: unknown = await start.catch((reason: unknown) => reason);
      expect(classifyAuthError(error)).toMatchObject({
        category: 'config.tenant',
        code: 'issuer_validation_failed',
        retryable: false,
        interactive: false,
      });
      for (const language of ['en', 'ko'] as const) {
        const text = explainAuthError(error, { language });
        expect(text).toContain(asked);
        expect(text).toContain(found);
        expect(text).toContain('knownAuthorities');
      }
    });

    test('is taken where the program says that the name is its own', async () => {
      const own = client({ knownAuthorities: [found] });
      expect(await startDeviceCode(own, { scopes: ['User.Read'] })).toHaveProperty('userCode');
    });
  });

  test('names the address of a discovery document that is not there', async () => {
    const answer = { status: 404, type: 'text/html', body: '<h1>no</h1>' };
    await emulator.control.fault({ at: 'discovery', answer });
    const { clientId: id, authority } = emulator;
    const client = new PublicClientApplication(
      publicClientConfiguration({ clientId: id, authority, trustedOrigins: trusted() }),
    );
    const start = startDeviceCode(client, { scopes: ['User.Read'] });
    const error: unknown = await start.catch((reason: unknown) => reason);
    await emulator.control.reset();
    expect(explainAuthError(error, { language: 'en' })).toContain(
      `HTTP 404 from ${authority}/v2.0/.well-known/openid-configuration`,
    );
  });

  test.each<[string, (client: PublicClientApplication) => Promise<unknown>]>([
    [
      'a password',
      (client) =>
        client.acquireTokenByUsernamePassword({ scopes: [], username: 'a', password: 'b' }),
    ],
    [
      'a code',
      (client) =>
        client.acquireTokenByCode({ scopes: [], code: 'a', redirectUri: 'http://localhost' }),
    ],
    [
      'a refresh token',
      (client) => client.acquireTokenByRefreshToken({ scopes: [], refreshToken: 'a' }),
    ],
    ['a link', (client) => client.getAuthCodeUrl({ scopes: [], redirectUri: 'http://localhost' })],
  ])("MSAL's own call with %s says which answer ended it", async (_name, call) => {
    const authority = emulator.authorityFor('no-such-tenant.example');
    const options = { clientId: emulator.clientId, authority, trustedOrigins: trusted() };
    const client = new PublicClientApplication(publicClientConfiguration(options));
    const error = await clientNetwork(client)
      .call(() => call(client))
      .catch((reason: unknown) => reason);
    expect(classifyAuthError(error).code).toBe('AADSTS90002');
  });

  test('attempts: 1 leaves every pause to the program, which hears how long it should be', async () => {
    let requests = 0;
    const client = new PublicClientApplication(
      publicClientConfiguration({
        clientId: emulator.clientId,
        authority: emulator.authority,
        trustedOrigins: trusted(),
        attempts: 1,
        onExchange: () => (requests += 1),
      }),
    );
    const answer = { status: 429, headers: { 'retry-after': '1' }, body: 'Too many requests.' };
    await emulator.control.fault({ at: 'devicecode', answer });
    const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
    const error: unknown = await acquireTokenByDeviceCode(client, request).catch(
      (one: unknown) => one,
    );
    await emulator.control.reset();
    expect(classifyAuthError(error)).toMatchObject({ retryable: true, retryAfter: 1 });
    expect(requests).toBe(2); // discovery, and the code once
  });

  test("writes MSAL's log where it is asked to, without names and tokens", async () => {
    const lines: string[] = [];
    const client = new PublicClientApplication(
      publicClientConfiguration({
        clientId: emulator.clientId,
        authority: emulator.authority,
        trustedOrigins: trusted(),
        log: (line) => lines.push(line),
      }),
    );
    await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
    const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
    const result = await acquireTokenByDeviceCode(client, request);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join()).not.toContain('adele@');
    expect(lines.join()).not.toContain(result?.accessToken);
  });
});
