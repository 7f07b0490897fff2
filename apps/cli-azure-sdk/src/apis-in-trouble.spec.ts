// @long each failure of each API; main.spec.ts shows both APIs answering
// Runs the bundle, which has @microsoft/microsoft-graph-client and @azure/arm-resources-subscriptions in it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FaultAnswer, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { emulator, type Place, placeFor } from '@entra-flows/sample-testing';
import { ADELE, asking, useAzureSample } from '../testing/use-azure-sample.ts';

useAzureSample();

describe('with tokens in the cache', () => {
  let signedIn: Place;
  beforeAll(async () => {
    signedIn = placeFor(emulator, 'cli-azure-sdk');
    await emulator.control.user({ does: 'approve', as: ADELE });
    await signedIn.run().ended;
  });
  afterAll(() => signedIn.remove());
  const run = async (args: string[] = []) => signedIn.run(args).ended;

  test('a claims challenge of either API is answered with a new token, silently', async () => {
    await emulator.control.play('claims-challenge');
    const { code, err, asked } = await asking([], signedIn);
    expect([code, err]).toEqual([0, '']);
    const once = (api: string) => [api, 'refresh_token', api];
    expect(asked).toEqual([...once('graph'), ...once('arm'), 'arm']);
  });

  const json = 'application/json';
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
  const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
  const refusal = '{"error":{"code":"AuthorizationFailed","message":"No role is assigned."}}';
  const answers: [string, FaultAnswer, string][] = [
    [
      'a claims challenge that it repeats',
      { status: 401, headers: { 'www-authenticate': challenge } },
      'The API answered HTTP 401',
    ],
    [
      'a refusal with a code and a message',
      { status: 403, type: json, body: refusal },
      'The API answered HTTP 403 (AuthorizationFailed: No role is assigned.)',
    ],
    [
      'a page, which is not an empty list',
      { status: 200, type: 'text/html', body: '<p>Log in</p>' },
      'The API answered HTTP 200',
    ],
    [
      'that it has too many requests',
      { status: 429, headers: { 'retry-after': '60' } },
      'wait at least 60 seconds',
    ],
    ['a page with a status', { status: 404, type: 'text/html', body: '<p>x</p>' }, 'HTTP 404'],
    ['JSON that is not an object', { status: 200, type: json, body: 'null' }, 'HTTP 200'],
  ];
  const cases = (['graph', 'arm'] as const).flatMap((at) =>
    answers.map(([name, answer, words]) => [at, name, answer, words] as const),
  );
  test.each(cases)('%s answers %s: one diagnosis and exit code 1', async (at, _, answer, words) => {
    await emulator.control.fault({ at, answer });
    const { code, out, err } = await run(['--json']);
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
    expect(err).not.toMatch(/^\s+at /m);
    const facts = JSON.parse(out) as object;
    expect(facts).toMatchObject({ username: ADELE, error: { code: 'api_error' } });
    expect(facts).not.toHaveProperty('azure');
  });

  test.each(['graph', 'arm'] as const)('no token follows a redirect of %s', async (at) => {
    await using other = await startIdentityEmulator();
    const location = at === 'arm' ? `${other.arm}/subscriptions` : `${other.graph}/me`;
    await emulator.control.fault({ at, answer: { status: 307, headers: { location } } });
    const { code, err } = await run();
    expect([code, err]).toEqual([1, expect.stringContaining('The API answered HTTP 307')]);
    expect(await other.control.exchanges()).toEqual([]);
  });

  test('a connection that breaks is reported as the API’s', async () => {
    await emulator.control.fault({ at: 'arm', answer: { drop: true } });
    const { code, err } = await run();
    expect([code, err]).toEqual([1, expect.stringContaining('The web API could not be reached.')]);
  });

  test('Ctrl-C ends a call that hangs', async () => {
    await emulator.control.fault({ at: 'arm', answer: { hang: true } });
    const over = new AbortController();
    const { child, ended } = signedIn.run();
    for await (const { endpoint } of emulator.control.trace(over.signal))
      if (endpoint === 'arm') break;
    over.abort();
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});
