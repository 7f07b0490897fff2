// Runs the bundle, which has @microsoft/microsoft-graph-client and @azure/arm-resources-subscriptions in it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emulator, place } from '@entra-flows/sample-testing';
import { ADELE, asking, useAzureSample } from '../testing/use-azure-sample.ts';

useAzureSample();

const run = async (args: string[] = [], env: NodeJS.ProcessEnv = {}) => place.run(args, env).ended;
const codes = (err: string) => err.match(/^ +Code +\S+$/gm)?.length ?? 0;

describe('one sign-in', () => {
  test('gives both SDKs their tokens: the second one comes by the refresh token', async () => {
    const { code, out, err, asked } = await asking();
    expect([code, codes(err)]).toEqual([0, 1]);
    expect(out).toContain(`${ADELE} (token from the authority`);
    expect(out).toContain('Microsoft Graph says: ');
    expect(out).toContain('"displayName": "Contoso Production"');
    expect(out).toContain('"defaultDomain": "contoso.example"');
    const sent = ['discovery', 'devicecode', 'device_code', 'graph', 'refresh_token', 'arm', 'arm'];
    expect(asked).toEqual(sent);
    expect(out + err).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('is enough for later runs, which ask the authority nothing', async () => {
    await run();
    const { code, out, err, asked } = await asking(['--json']);
    expect([code, err, asked]).toEqual([0, '', ['graph', 'arm', 'arm']]);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      username: ADELE,
      fromCache: true,
      me: { userPrincipalName: ADELE },
      azure: {
        subscriptions: [{ displayName: 'Contoso Production' }, { displayName: 'Contoso Sandbox' }],
        tenants: [{ displayName: 'Contoso' }],
      },
    });
  });

  test('ends with --sign-out, which calls no API', async () => {
    await run();
    const { code, out, asked } = await asking(['--sign-out']);
    expect([code, out, asked]).toEqual([0, `✓ Signed out: ${ADELE}\n`, []]);
    expect(codes((await run()).err)).toBe(1);
  });

  test('asks the user again where Azure needs a consent of its own', async () => {
    const answer = { aadsts: 'AADSTS65001' };
    const fault = { at: 'token', grant: 'refresh_token', times: 1, answer } as const;
    await emulator.control.fault(fault);
    const { code, err } = await run();
    expect([code, codes(err)]).toEqual([0, 2]);
  });
});

test('a declined sign-in ends with its own diagnosis', async () => {
  await emulator.control.user({ does: 'decline', as: ADELE });
  const { code, err } = await run();
  expect([code, err]).toEqual([1, expect.stringMatching(/declined/)]);
});

test('an authority of no cloud of Microsoft has no Azure: the sample says that it calls nothing', async () => {
  const ca = join(place.folder, 'ca.pem');
  writeFileSync(ca, emulator.ca);
  const { code, out, err } = await run(['--plaintext-cache'], {
    ENTRA_EMULATOR: '',
    ENTRA_GRAPH: emulator.graph,
    NODE_EXTRA_CA_CERTS: ca,
  });
  expect([code, out]).toEqual([0, expect.stringContaining('Microsoft Graph says: ')]);
  expect(err).toMatch(/No API was called: .*https:\/\/management\.azure\.com\/\.default/);
});

test.each<[string, string[], NodeJS.ProcessEnv, string]>([
  ['an unknown option', ['--frobnicate'], {}, "Unknown option '--frobnicate'"],
  ['no authority', [], { ENTRA_AUTHORITY: '' }, 'ENTRA_AUTHORITY is not set'],
  ['an API of other scopes', ['--api', 'https://api.example/'], {}, 'no token was asked for'],
])('%s is wrong usage: one message and exit code 2', async (_, args, env, words) => {
  const { code, out, err } = await run(args, env);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
});

test('--help loads no SDK', async () => {
  const report = join(place.folder, 'loaded');
  const program = join(place.folder, 'report-loaded.cjs');
  writeFileSync(
    program,
    `process.on('exit', () => require('fs').writeFileSync('${report}', process.moduleLoadList.join()));`,
  );
  const loadedBy = async (args: string[]) => {
    expect((await run(args, { NODE_OPTIONS: `--require ${program}` })).code).toBe(0);
    return readFileSync(report, 'utf8').split(',');
  };
  expect(await loadedBy([])).toContain('NativeModule http2');
  expect(await loadedBy(['--help'])).not.toContain('NativeModule http2');
});
