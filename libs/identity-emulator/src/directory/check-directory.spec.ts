import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultDirectory, parseDirectory, startIdentityEmulator } from '../index.ts';

/** The default directory with one thing in another place. */
function changed(path: string, value: unknown): string {
  const directory = structuredClone(defaultDirectory) as unknown;
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const last = steps.pop() ?? '';
  let place = directory as Record<string, unknown>;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  place[last] = value;
  return JSON.stringify(directory);
}
const message = (json: string): string => {
  try {
    parseDirectory(json);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  return '';
};

const [guest] = defaultDirectory.tenants[0]?.guests ?? [];
const newId = '11111111-2222-4333-8444-555555555555';

describe('a directory', () => {
  test('of the emulator is valid, also as JSON', () => {
    expect(parseDirectory(JSON.stringify(defaultDirectory))).toEqual(defaultDirectory);
  });

  test.each([
    ['tenants', undefined, 'tenants is missing'],
    ['tenants', [], 'tenants must have at least one entry'],
    ['tenants', {}, 'tenants must be a list'],
    ['tenants[0]', 7, 'tenants[0] must be an object'],
    ['tenants[0].colour', 'red', 'tenants[0].colour is unknown; known are id, name, domains'],
    ['tenants[0].id', '5F3C', 'tenants[0].id must be a GUID in small letters, such as'],
    ['tenants[0].users[3].username', undefined, 'tenants[0].users[3].username is missing'],
    ['tenants[0].users[3].mfa', 'sms', 'must be one of authenticator-number, one-time-code'],
    [
      'tenants[0].users[3].id',
      defaultDirectory.tenants[0]?.users[0]?.id,
      'is the same as tenants[0].users[0].id',
    ],
    [
      'tenants[1].users[0].username',
      'ADELE@contoso.example',
      'is the same as tenants[0].users[0].username',
    ],
    ['tenants[1].domains[0]', 'contoso.example', 'is the same as tenants[0].domains[0]'],
    [
      'tenants[0].apps[1].clientId',
      defaultDirectory.tenants[0]?.apps[0]?.clientId,
      'is the same as tenants[0].apps[0].clientId',
    ],
    [
      'tenants[0].apps[0].redirectUris[0]',
      'nowhere',
      'must be an address, such as http://localhost',
    ],
    ['tenants[0].apps[0].redirectUris[0]', 'http://app.example/cb', 'must be https, http on this'],
    ['tenants[0].apps[0].redirectUris[0]', 'javascript:alert(1)', 'must be https, http on this'],
    [
      'tenants[0].apps[0].redirectUris[0]',
      'https://a:b@app.example/',
      'must have no fragment, star',
    ],
    ['tenants[0].apps[0].redirectUris[0]', 'https://*.app.example/', 'must have no fragment, star'],
    [
      'tenants[0].apps[0].certificates',
      ['-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----'],
      'certificates[0] must be a certificate in PEM',
    ],
    ['tenants[0].apps[0].preConsented', ['User.Read'], "and 'User.Read' is none"],
    ['tenants[0].subscriptions[0].id', 'one', 'subscriptions[0].id must be a GUID'],
    ['tenants[0].subscriptions[0].users', ['x@contoso.example'], "and 'x@contoso.example' is none"],
    ['tenants[0].users[0].roles', ['Orders.Approver'], "and 'Orders.Approver' does not"],
    [
      'tenants[0].guests[1]',
      { ...guest, id: newId },
      'is the same as tenants[0].guests[0].username',
    ],
    ['tenants[0].apps[0].publicClient', 'yes', 'must be true or false'],
    [
      'tenants[0].federatedDomains',
      ['fabrikam.example'],
      "must be one of domains, and 'fabrikam.example' is none",
    ],
    [
      'tenants[0].guests[0].username',
      'nobody@x.example',
      "must be the user of a tenant, and 'nobody@x.example' is none",
    ],
    ['tenants[0].guests[0].username', 'adele@contoso.example', 'is at home in this tenant'],
    [
      'tenants[0].policies[0].users',
      ['x@y.example'],
      "must be the user of a tenant, and 'x@y.example' is none",
    ],
    ['tenants[0].policies[2].context', 'c0', 'must be one of c1 to c99'],
    ['resources[0].scopes[0].name', 'a b', 'must have no blank and no slash'],
    ['resources[1].id', defaultDirectory.resources[0]?.id, 'is the same as resources[0].id'],
    ['tenants[0].name', 'x'.repeat(501), 'must have 500 characters at most'],
  ])(
    'with another %s is refused, and the message says what is allowed (%#)',
    (path, value, says) => {
      expect(message(changed(path, value))).toContain(says);
    },
  );

  test('that is not JSON is refused by its place, and none of it is repeated', () => {
    expect(message('{"tenants": secret}')).toMatch(/^The directory is not JSON: it cannot be read/);
    expect(message('{"tenants": secret}')).not.toContain('secret');
    expect(message('')).toBe('The directory is not JSON: it ends too soon, or is empty.');
  });

  test('of anything at all is valid or gets one readable message', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((one) => changed('tenants[0]', one)),
        ),
        (json) => {
          const says = message(json);
          expect(says === '' || /^The directory /.test(says)).toBe(true);
          expect(says.length).toBeLessThan(3000);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('that is not valid stops the emulator, and not by surprise', async () => {
    const directory = JSON.parse(changed('tenants[0].id', 'x')) as typeof defaultDirectory;
    await expect(startIdentityEmulator({ directory })).rejects.toThrow(
      'tenants[0].id must be a GUID',
    );
  });
});

describe('the options', () => {
  test.each<[object | null | number, string]>([
    [{ scenario: 'throttled' }, 'scenario is unknown; known are port, pagesPort'],
    [{ scenarios: 'throttled' }, 'scenarios must be a list'],
    [{ deviceCode: { intervall: 5 } }, 'deviceCode.intervall is unknown'],
    [{ deviceCode: { interval: '5' } }, 'deviceCode.interval must be a number of seconds'],
    [{ deviceCode: 5 }, 'deviceCode must be an object'],
    [{ accessTokenLifetime: '3600' }, 'accessTokenLifetime must be a number of seconds'],
    [{ accessTokenLifetime: -1 }, 'accessTokenLifetime must be from 1 to'],
    [{ accessTokenLifetime: 1e300 }, 'accessTokenLifetime must be from 1 to'],
    [{ refreshIn: NaN }, 'refreshIn must be a number'],
    [{ requestsPerSecond: -1 }, 'requestsPerSecond must be a whole number from 1'],
    [{ pages: 'ftp' }, 'pages must be one of http, https'],
    [{ port: 70_000, pagesPort: '80' }, 'pagesPort must be a number'],
    [{ port: 70_000 }, 'port must be from 0 to 65535'],
    [{ clock: 1 }, 'clock must have now()'],
    [{ log: true }, 'log must be a function'],
    [{ directory: null }, 'directory must be a directory'],
    [null, 'it must be an object'],
    [7, 'it must be an object'],
  ])('%j are refused with their path', async (options, words) => {
    const started = startIdentityEmulator(options as never);
    const close = started.then((emulator) => emulator.close());
    await expect(close).rejects.toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining(`The options are not valid:`),
    });
    await expect(close).rejects.toThrow(words);
  });
});
