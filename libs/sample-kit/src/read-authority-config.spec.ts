import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failureText } from '@entra-flows/primitives/failure-text';
import { cacheLocation } from './cache-location.ts';
import { UsageError } from './usage-error.ts';
import { readOptions } from './read-options.ts';
import { requireGraph, readAuthorityConfig } from './read-authority-config.ts';

const clientId = '00001111-aaaa-2222-bbbb-3333cccc4444';
const entra = {
  ENTRA_CLIENT_ID: clientId,
  ENTRA_AUTHORITY: 'https://login.microsoftonline.com/contoso.example',
};
const folder = mkdtempSync(join(tmpdir(), 'authority-config-'));

function endpointsFile(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const emulator = {
  authority: 'https://localhost:20443/tenant',
  graph: 'https://localhost:20443/graph/v1.0',
  ca: '-----BEGIN CERTIFICATE-----\n',
};

describe('readAuthorityConfig', () => {
  test('takes real Entra from the two variables, and Microsoft Graph with it', () => {
    expect(readAuthorityConfig({}, entra)).toEqual({
      clientId,
      authority: entra.ENTRA_AUTHORITY,
      graph: 'https://graph.microsoft.com/v1.0',
    });
  });

  test('says what is missing where the current folder has been deleted', () => {
    const here = process.cwd();
    const gone = mkdtempSync(join(tmpdir(), 'gone-'));
    process.chdir(gone);
    rmdirSync(gone);
    try {
      expect(() => readAuthorityConfig({}, {})).toThrow(UsageError);
    } finally {
      process.chdir(here);
    }
  });

  test.each([
    ['https://login.microsoftonline.us/T1', undefined, 'https://graph.microsoft.us/v1.0'],
    [
      'https://login.partner.microsoftonline.cn/T1',
      ' ',
      'https://microsoftgraph.chinacloudapi.cn/v1.0',
    ],
    [
      'https://login.microsoftonline.us/T1',
      'https://dod-graph.microsoft.us',
      'https://dod-graph.microsoft.us/v1.0',
    ],
    ['https://login.example/T1', 'https://graph.example/v1.0/', 'https://graph.example/v1.0'],
  ])('sends the tokens of %s (ENTRA_GRAPH: %s) to %s', (ENTRA_AUTHORITY, ENTRA_GRAPH, graph) => {
    expect(readAuthorityConfig({}, { ...entra, ENTRA_AUTHORITY, ENTRA_GRAPH }).graph).toBe(graph);
    const settings = { ...entra, ENTRA_AUTHORITY, ENTRA_GRAPH };
    expect(readAuthorityConfig({}, {}, settings).graph).toBe(graph);
  });

  test.each(['https://login.example/T1', 'https://contoso.b2clogin.com/T1/B2C_1_in'])(
    'has no default Graph for %s, and says so where one is needed',
    (ENTRA_AUTHORITY) => {
      const where = readAuthorityConfig({}, { ...entra, ENTRA_AUTHORITY });
      expect(where).not.toHaveProperty('graph');
      expect(() => requireGraph(where)).toThrow('ENTRA_GRAPH is not set');
    },
  );

  test('takes External ID by its host alone, as the quickstarts write it', () => {
    const ENTRA_AUTHORITY = 'https://contoso.ciamlogin.com/';
    const env = { ...entra, ENTRA_AUTHORITY, ENTRA_GRAPH: 'https://graph.microsoft.com' };
    expect(readAuthorityConfig({}, env).authority).toBe(
      'https://contoso.ciamlogin.com/contoso.onmicrosoft.com',
    );
  });

  test.each([
    [{ ENTRA_GRAPH: 'http://graph.microsoft.com' }, 'ENTRA_GRAPH cannot be used'],
    [{ ENTRA_GRAPH: 'graph.microsoft.com' }, 'ENTRA_GRAPH cannot be used'],
  ])('refuses %j', (env, words) => {
    expect(() => readAuthorityConfig({}, { ...entra, ...env })).toThrow(UsageError);
    expect(() => readAuthorityConfig({}, { ...entra, ...env })).toThrow(words);
  });

  test.each([
    [{}, 'ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set'],
    [{ ENTRA_CLIENT_ID: clientId }, 'ENTRA_AUTHORITY is not set'],
    [{ ...entra, ENTRA_CLIENT_ID: '  ' }, 'ENTRA_CLIENT_ID is not set'],
    [{ ...entra, ENTRA_CLIENT_ID: 'my-app' }, 'it is a GUID'],
    [{ ...entra, ENTRA_AUTHORITY: 'http://login.example/t' }, 'https only'],
    [{ ...entra, ENTRA_AUTHORITY: 'login.microsoftonline.com/t' }, 'is not a URL'],
    [{ ...entra, ENTRA_AUTHORITY: 'https://login.microsoftonline.com' }, 'names no tenant'],
  ])('says of %j what to set', (env, words) => {
    expect(() => readAuthorityConfig({}, env)).toThrow(UsageError);
    expect(() => readAuthorityConfig({}, env)).toThrow(words);
  });

  test.each([80, 120])('shows what to set in columns that %i columns hold', (columns) => {
    let message = '';
    try {
      readAuthorityConfig({}, {}, {});
    } catch (error) {
      message = failureText((error as Error).message, { isTTY: true, columns });
    }
    const rows = message.split('\n').filter((line) => line.includes('   '));
    expect(rows.map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      'ENTRA_CLIENT_ID',
      'ENTRA_AUTHORITY',
    ]);
    expect(rows.filter((line) => line.length > columns)).toEqual([]);
  });

  test("takes the emulator's Graph and certificate when the authority is the emulator", () => {
    const file = endpointsFile(emulator);
    const env = { ...entra, ENTRA_AUTHORITY: emulator.authority, ENTRA_EMULATOR: file };
    const where = readAuthorityConfig({}, env);
    expect(where).toMatchObject({ graph: emulator.graph, emulator: { ca: emulator.ca } });
    expect(cacheLocation(where, 'entra-flows')).toBe(
      join(folder, 'token-cache', 'entra-flows', `localhost-20443-${clientId}.cache`),
    );
    // Another name is another sign-in: a copy's sign-out is not one of the workspace.
    expect(cacheLocation(where, 'fabrikam-portal')).toBe(
      join(folder, 'token-cache', 'fabrikam-portal', `localhost-20443-${clientId}.cache`),
    );
  });

  describe('of a product that names its own', () => {
    const app = {
      clientId: '99990000-aaaa-2222-bbbb-3333cccc4444',
      authority: 'https://login.microsoftonline.us/contoso.example',
    };

    test('neither the environment nor .env.local changes them, nor the Microsoft Graph', () => {
      const ENTRA_GRAPH = 'https://graph.example/v1.0';
      expect(
        readAuthorityConfig(app, { ...entra, ENTRA_GRAPH }, { ...entra, ENTRA_GRAPH }),
      ).toEqual({ ...app, graph: 'https://graph.microsoft.us/v1.0' });
      const graph = 'https://dod-graph.microsoft.us/v1.0';
      expect(readAuthorityConfig({ ...app, graph }, {}, {}).graph).toBe(graph);
    });

    test('what it does not name comes from the environment', () => {
      const { clientId: own } = app;
      expect(readAuthorityConfig({ clientId: own }, entra, {})).toMatchObject({
        clientId: own,
        authority: entra.ENTRA_AUTHORITY,
      });
      expect(() => readAuthorityConfig({ clientId: own }, {}, {})).toThrow(
        'ENTRA_AUTHORITY is not set',
      );
    });

    test('a value that cannot work is named as the code has it', () => {
      const read = (own: object) => () => readAuthorityConfig({ ...app, ...own }, entra, {});
      expect(read({ clientId: 'my-app' })).toThrow(
        'app.clientId (src/auth-config.ts) is not an application ID',
      );
      expect(read({ clientId: '' })).toThrow('app.clientId (src/auth-config.ts) is empty. Write');
      expect(read({ authority: 'http://login.example/t' })).toThrow(
        'app.authority (src/auth-config.ts) cannot',
      );
      expect(read({ graph: 'http://graph.example' })).toThrow(
        'app.graph (src/auth-config.ts) cannot be',
      );
    });

    test('scopes that are none are named as the code has them, and not as an option', () => {
      for (const scopes of [[], [' '], ['User.Read', '범위']])
        expect(() => readOptions([], {}, scopes)).toThrow(
          'app.scopes (src/auth-config.ts) names no scope. Write names such as User.Read there',
        );
    });

    test('a Graph that is not known is asked of the code where the authority stands in it', () => {
      const own = { ...app, authority: 'https://contoso.ciamlogin.com/' };
      const where = readAuthorityConfig(own, entra, {});
      expect(() => requireGraph(where, own)).toThrow('app.graph (src/auth-config.ts) is not set');
    });

    test('the environment of a test leads to the emulator, and nowhere else', () => {
      const env = { ...entra, ENTRA_EMULATOR: endpointsFile(emulator) };
      const atEmulator = { ...env, ENTRA_AUTHORITY: emulator.authority };
      expect(readAuthorityConfig(app, atEmulator, {})).toMatchObject({
        clientId,
        authority: emulator.authority,
        graph: emulator.graph,
      });
      expect(readAuthorityConfig(app, env, {})).toMatchObject(app);
    });
  });

  test('trusts no emulator certificate for another authority', () => {
    const where = readAuthorityConfig(
      {},
      {
        ...entra,
        ENTRA_EMULATOR: endpointsFile(emulator),
      },
    );
    expect(where).not.toHaveProperty('emulator');
    expect(cacheLocation(where, 'entra-flows')).not.toContain(folder);
  });

  test('takes the emulator from the environment only, never from a file in the current folder', () => {
    const settings = {
      ...entra,
      ENTRA_AUTHORITY: emulator.authority,
      ENTRA_GRAPH: 'https://graph.example/v1.0',
    };
    const file = endpointsFile(emulator);
    const named = { ...settings, ENTRA_EMULATOR: file };
    // Said at once: a keyring that is missing or a certificate would be told of otherwise.
    expect(() => readAuthorityConfig({}, {}, named)).toThrow(UsageError);
    expect(() => readAuthorityConfig({}, {}, named)).toThrow(
      'ENTRA_EMULATOR counts in the environment only, and not in .env.local',
    );
    expect(readAuthorityConfig({}, {}, { ...named, ...entra })).toEqual({
      clientId,
      authority: entra.ENTRA_AUTHORITY,
      graph: 'https://graph.example/v1.0',
    });
    expect(readAuthorityConfig({}, { ENTRA_EMULATOR: file }, settings).graph).toBe(emulator.graph);
    expect(readAuthorityConfig({}, { ENTRA_EMULATOR: file }, settings)).toHaveProperty('emulator');
  });

  describe('with a .env.local that was written on Windows', () => {
    const before = process.cwd();
    const there = mkdtempSync(join(tmpdir(), 'settings-'));
    const lines = Object.entries(entra).map(([name, value]) => `${name}=${value}\r\n`);
    const text = `\uFEFF${lines.join('')}`;
    beforeAll(() => process.chdir(there));
    afterAll(() => process.chdir(before));

    test('takes it without the mark in front', () => {
      writeFileSync('.env.local', text);
      expect(readAuthorityConfig({}, {})).toMatchObject({ clientId });
    });

    test('takes it with the line ends of old editors', () => {
      writeFileSync('.env.local', text.replaceAll('\r\n', '\r'));
      expect(readAuthorityConfig({}, {})).toMatchObject({ clientId });
    });

    test('says which line is read as no setting', () => {
      writeFileSync('.env.local', text.replace('ENTRA_AUTHORITY=', 'ENTRA_AUTHORITY: '));
      expect(() => readAuthorityConfig({}, {})).toThrow(UsageError);
      expect(() => readAuthorityConfig({}, {})).toThrow('.env.local, line 2: ENTRA_AUTHORITY');
    });

    test('says of UTF-16 how to save it', () => {
      writeFileSync('.env.local', text, 'utf16le');
      expect(() => readAuthorityConfig({}, {})).toThrow(UsageError);
      expect(() => readAuthorityConfig({}, {})).toThrow('save it as UTF-8');
    });
  });

  test.each(['127.0.0.1', '127.8.9.10', '[::1]'])('takes an emulator at %s', (host) => {
    const there = JSON.parse(
      JSON.stringify(emulator).replaceAll('localhost', host),
    ) as typeof emulator;
    const env = {
      ...entra,
      ENTRA_AUTHORITY: there.authority,
      ENTRA_EMULATOR: endpointsFile(there),
    };
    expect(readAuthorityConfig({}, env).graph).toBe(there.graph);
  });

  test.each([
    ['not json', 'not JSON'],
    [[], 'does not hold'],
    [{ ...emulator, ca: 1 }, 'does not hold'],
    [{ ...emulator, graph: 'https://graph.example/v1.0' }, 'is not where its authority is'],
    [{ ...emulator, graph: 'http://localhost:20443/graph/v1.0' }, 'is not where its authority is'],
    [{ ...emulator, graph: 'https://localhost:20444/graph/v1.0' }, 'is not where its authority is'],
    [{ ...emulator, authority: 'https://login.example/tenant' }, 'is not on this machine'],
    [{ ...emulator, authority: 'https://localhost.example/tenant' }, 'is not on this machine'],
    [{ ...emulator, authority: 'https://127.0.0.1.example/tenant' }, 'is not on this machine'],
  ])('refuses an endpoints file that holds %j', (content, words) => {
    const env = { ...entra, ENTRA_EMULATOR: endpointsFile(content) };
    expect(() => readAuthorityConfig({}, env)).toThrow(words);
  });

  test.each(['/dev/zero', tmpdir()])('never waits for %s, which is not a plain file', (file) => {
    expect(() => readAuthorityConfig({}, { ...entra, ENTRA_EMULATOR: file })).toThrow(
      /is (?:not a file|a folder)/,
    );
  });

  test('refuses an endpoints file that is not there', () => {
    const env = { ...entra, ENTRA_EMULATOR: join(folder, 'nowhere.json') };
    expect(() => readAuthorityConfig({}, env)).toThrow('is not there');
  });
});
