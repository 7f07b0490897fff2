import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { commandsOf, root } from './docs/commands-run.ts';
import { azStandIn, registered, type AzCall } from './docs/az-stand-in.ts';

const page = 'docs/app-registration/README.md';
const rows = readFileSync(join(root, page), 'utf8')
  .split(/\r?\n/)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^(Yes|No)$/.test(cells[4] ?? ''))
  .flatMap(([, samples = '', platform = '', uris = '', publicFlows = '']) =>
    samples.split(', ').map((sample) => ({ sample, platform, uris, publicFlows })),
  );

let folder: string;
/** In .env.local, of another app. */
const before = 'ENTRA_CLIENT_ID=old\nENTRA_GRAPH=https://graph.example/v1.0';
const settings = () => readFileSync(join(folder, '.env.local'), 'utf8');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'az-'));
  symlinkSync(join(root, 'docs'), join(folder, 'docs'));
  writeFileSync(join(folder, '.env.local'), before);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the table has each sample once', () => {
  const samples = new Set(samplesOf(flowCatalog).map(({ sample }) => sample));
  expect(rows.map(({ sample }) => sample).toSorted()).toEqual(
    [...samples.add('cli-azure-sdk')].toSorted(),
  );
});

test.each(rows)('for $sample the script sets up what the table says', (row) => {
  const { code, stderr, calls } = shell(`sh docs/app-registration/register.sh ${row.sample}`);
  expect({ code, settings: settings() }).toEqual({
    code: 0,
    settings:
      'ENTRA_GRAPH=https://graph.example/v1.0\n' +
      `ENTRA_CLIENT_ID=${registered.id}\n` +
      `ENTRA_AUTHORITY=https://login.microsoftonline.com/${registered.tenant}\n`,
  });
  expect(stderr).toContain('/.env.local has the client ID and the authority of "entra-flows ');
  const uris = [...row.uris.matchAll(/`(.*?)`/g)].map(([, uri = '']) =>
    uri.replace('{id}', registered.id),
  );
  const graph = '00000003-0000-0000-c000-000000000000 e1fe6dd8-ba31-4d61-89e7-88639da4683d';
  const azure = '797f4846-ba00-4fd7-ba43-dac1f8f63013 41094075-9dad-400e-a0bd-54e686782033';
  expect(appOf(calls)).toEqual({
    name: `entra-flows ${row.sample}`,
    publicFlows: row.publicFlows,
    permissions: row.sample === 'cli-azure-sdk' ? [graph, azure] : [graph],
    ...(uris.length > 0 ? { [row.platform]: uris } : {}),
  });
});

test('the script adds the scopes that are named after the display name', () => {
  const command = 'sh docs/app-registration/register.sh cli-device-code "My app"';
  const { code, calls } = shell(`${command} Mail.Read`);
  const graph = '00000003-0000-0000-c000-000000000000';
  expect([code, appOf(calls)]).toMatchObject([
    0,
    {
      name: 'My app',
      permissions: [
        `${graph} e1fe6dd8-ba31-4d61-89e7-88639da4683d`,
        `${graph} ${registered.mailRead}`,
      ],
    },
  ]);
  rmSync(join(folder, 'calls'));
  const kept = settings();
  const unknown = shell(`${command} Mail.Reed`);
  expect([unknown.code, settings()]).toEqual([1, kept]);
  expect(unknown.stderr).toContain("no delegated permission 'Mail.Reed'");
  expect(unknown.calls.map(({ command: one }) => one)).not.toContain('ad app create');
});

test('an app that has the display name keeps what it has, and gets what it lacks', () => {
  const command = 'sh docs/app-registration/register.sh';
  const again = shell(`AZ_APPS=${registered.id} ${command} cli-device-code "Ada's app" Mail.Read`);
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('nothing is taken away')]);
  const done = again.calls.map(({ command: one }) => one);
  expect(done).not.toContain('ad app create');
  const valuesOf = (name: string) => again.calls.flatMap(({ options }) => options[name] ?? []);
  expect(valuesOf('filter')).toEqual(["displayName eq 'Ada''s app'"]);
  expect(valuesOf('api-permissions')).toEqual([
    'e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope',
    `${registered.mailRead}=Scope`,
  ]);
  expect(valuesOf('public-client-redirect-uris')).toEqual([
    'http://localhost',
    'https://of-before.example/',
  ]);
  const page = shell(`AZ_APPS=${registered.id} ${command} spa-auth-code`);
  expect(page.calls.flatMap(({ options }) => options['body'] ?? []).map(String)).toEqual([
    expect.stringContaining('"https://of-before.example/","http://localhost:5173/"'),
  ]);
});

test('several apps of the display name, and a scope with a quote, are one message', () => {
  const command = 'sh docs/app-registration/register.sh cli-device-code';
  const several = shell(`AZ_APPS='one\ntwo' ${command}`);
  expect([several.code, several.stderr]).toEqual([1, expect.stringContaining('Several apps')]);
  const quote = shell(`${command} "My app" "x' || '1"`);
  expect([quote.code, quote.stderr]).toEqual([1, expect.stringContaining('no delegated')]);
  const done = [...several.calls, ...quote.calls].map(({ command: one }) => one);
  expect(done.filter((one) => /create|update|add/.test(one))).toEqual([]);
});

test.each(commandsOf(page))('az takes the arguments of: %s', (command) => {
  const { code, calls } = shell(command);
  expect(code).toBe(0);
  expect(calls).not.toEqual([]);
});

test.each([
  ['a sample that is not there', 'sh docs/app-registration/register.sh cli', 2, "'cli' is none"],
  ['no az', 'PATH=/nowhere /bin/sh docs/app-registration/register.sh cli-broker', 1, '(az)'],
])('%s is one message and no call', (_, command, code, message) => {
  const run = shell(command);
  expect(run).toMatchObject({ code, stdout: '', calls: [] });
  expect(settings()).toBe(before);
  expect(run.stderr).toContain(message);
});

function shell(command: string) {
  const az = azStandIn(folder, { ...process.env, ENTRA_CLIENT_ID: registered.id });
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    env: az.env,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr, calls: az.calls() };
}

interface ResourceAccess {
  resourceAppId: string;
  resourceAccess: { id: string; type: string }[];
}

/** The app that these calls make. */
function appOf(calls: AzCall[]) {
  const option = (command: string, name: string) =>
    calls.find((call) => call.command === command && call.options[name])?.options[name];
  const [access = '[]'] = option('ad app create', 'required-resource-accesses') ?? [];
  const [body = '{}'] = option('rest', 'body') ?? [];
  const platforms = {
    'Mobile and desktop applications': option('ad app update', 'public-client-redirect-uris'),
    Web: option('ad app update', 'web-redirect-uris'),
    'Single-page application': (JSON.parse(body) as { spa?: { redirectUris: string[] } }).spa
      ?.redirectUris,
  };
  return {
    name: option('ad app create', 'display-name')?.[0],
    publicFlows:
      option('ad app create', 'is-fallback-public-client')?.[0] === 'true' ? 'Yes' : 'No',
    permissions: (JSON.parse(access) as ResourceAccess[]).flatMap(
      ({ resourceAppId, resourceAccess }) =>
        resourceAccess.map(({ id, type }) => `${resourceAppId} ${type === 'Scope' ? id : type}`),
    ),
    ...Object.fromEntries(Object.entries(platforms).filter(([, uris]) => uris)),
  };
}
