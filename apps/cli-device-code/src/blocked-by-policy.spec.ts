import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { followSignIn } from '@entra-flows/identity-emulator';
import {
  browserStandIn,
  emulator,
  linkThatWasOpened,
  nearlyExpired,
  openedLink,
  place,
  useSample,
} from '@entra-flows/sample-testing';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';

/** A policy of the emulator's directory blocks the device code for this user. */
const FELIX = 'felix@contoso.example';
useSample('cli-device-code', { deviceCode: { interval: 0.05 } });
beforeEach(async () => {
  await emulator.control.user({ does: 'approve', as: FELIX });
});

const run = async (args: string[], env: NodeJS.ProcessEnv) => place.run(args, env).ended;
describe('a policy that blocks the device code', () => {
  const desktop = () => ({ ...browserStandIn(place), CI: '' });
  const codes = (err: string) => err.match(/^ +Code +\S+$/gm)?.length;

  test('leads on to the browser of a desktop, and one line says why', async () => {
    const { ended } = place.run([], desktop());
    await followSignIn(await linkThatWasOpened(place));
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([0, expect.stringContaining(`${FELIX} (token from the authority`)]);
    expect(err).toMatch(/^The device code was refused \(AADSTS53003\).*browser.* instead\.$/m);
  });

  test('is not asked again in the same run', async () => {
    const factorNeeded = { at: 'token', grant: 'refresh_token' } as const;
    await emulator.control.play('claims-challenge');
    await emulator.control.fault({ ...factorNeeded, answer: { aadsts: 'AADSTS50076' } });
    const { ended, prompted } = place.run(['--json'], desktop());
    await followSignIn(await linkThatWasOpened(place));
    rmSync(openedLink(place));
    await prompted(/Opening the[^]*Opening the[^]*localhost:\d+\/[\w-]{8}\n/);
    await followSignIn(await linkThatWasOpened(place));
    const { code, out, err } = await ended;
    expect([code, codes(err)]).toEqual([0, 1]);
    expect(JSON.parse(out)).toMatchObject({ username: FELIX, me: { userPrincipalName: FELIX } });
  });

  test('that refuses a renewal leads to the browser at once: no code is shown in vain', async () => {
    const cache = join(place.folder, 'by-code');
    await emulator.control.fault(nearlyExpired(1));
    await signInToCache(emulator, cache, ['adele@contoso.example']);
    const description = 'AADSTS530036: The session began with a device code.';
    const body = {
      error: 'invalid_grant',
      error_description: description,
      suberror: 'basic_action',
    };
    const answer = { status: 400, body: JSON.stringify(body) };
    await emulator.control.fault({ at: 'token', grant: 'refresh_token', answer });
    const { ended } = place.run(['--cache', cache, '--plaintext-cache'], desktop());
    await followSignIn(await linkThatWasOpened(place));
    const { code, err } = await ended;
    expect([code, codes(err)]).toEqual([0, undefined]);
    expect(err).toMatch(/^The device code was refused \(AADSTS530036\).*browser.* instead\.$/m);
  });

  test.each<[string, NodeJS.ProcessEnv]>([
    ['there is no display', { DISPLAY: '' }],
    ['no user would see a window', { SSH_CONNECTION: '10.0.0.1 22' }],
    ['it runs in CI', { CI: 'true' }],
  ])('ends with its diagnosis, which names no flow that cannot run, where %s', async (_, env) => {
    const { code, out, err } = await run(['--json'], { ...desktop(), BROWSER: '', ...env });
    expect([code, existsSync(openedLink(place))]).toEqual([1, false]);
    const { error } = JSON.parse(out) as { error: Record<string, unknown> };
    expect(error['code']).toBe('AADSTS53003');
    expect(error).not.toHaveProperty('tryInstead');
    expect(err).toMatch(
      /sign in on a machine with a browser or a broker\.\s+None can be used here/,
    );
    expect(err).not.toContain('on this machine');
  });

  test('a browser that fails too ends with its own diagnosis, and proposes neither', async () => {
    const { code, out, err } = await run(['--json'], { ...desktop(), BROWSER: '/no/such/browser' });
    const { error } = JSON.parse(out) as { error: Record<string, unknown> };
    expect([code, error['code']]).toEqual([1, 'browser_not_opened']);
    expect(error).not.toHaveProperty('tryInstead');
    expect(err).not.toMatch(/--(no-)?browser/);
  });

  test('a code that only a broker can stand in for is the end', async () => {
    const body = { error: 'invalid_grant', error_description: 'AADSTS53002: No approved app.' };
    const answer = { status: 400, body: JSON.stringify(body) };
    await emulator.control.fault({ at: 'token', answer });
    const { code, err } = await run([], desktop());
    expect([code, existsSync(openedLink(place))]).toEqual([1, false]);
    expect(err).toContain('AADSTS53002');
  });
});
