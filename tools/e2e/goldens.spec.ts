/**
 * What each sample prints, compared with what is checked in (`__snapshots__`): help, first run, second
 * run, one failure, and the same as JSON. A change of it is a change of what users and scripts read:
 * `npx nx e2e tools -- -u` accepts it, and the commit says why. Pages and windows have their own
 * snapshots beside the samples that show them.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Place } from '@entra-flows/sample-testing';
import { asText, compareOutput, placeOf, samples, useEmulator } from './goldens/compare-output.ts';

useEmulator();

for (const name of Object.keys(samples))
  compareOutput(name, name === 'cli-device-code' ? ['usage', 'runs'] : ['usage']);

describe('web-auth-code', () => {
  let place: Place;
  beforeEach(() => {
    place = placeOf('web-auth-code');
  });
  afterEach(() => place.remove());

  test.each([
    ['help', ['--help'], {}],
    ['wrong usage', ['--no-such-option'], {}],
    ['one failure', [], { ENTRA_AUTHORITY: '' }],
  ])('%s', async (_title, args, env) => {
    expect(asText(await place.run(args, env).ended, place)).toMatchSnapshot();
  });

  test('start, and stop by a signal', async () => {
    const { child, printed, ended } = place.run(['--port', '0']);
    const [, address] = await printed(/^Open (\S+)$/m);
    // It answers, so it is past the point where it begins to listen to signals.
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(asText(await ended, place)).toMatchSnapshot();
  });
});
