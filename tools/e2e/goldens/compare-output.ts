import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import {
  type Ended,
  normalised,
  type Place,
  placeFor,
  type Running,
} from '@entra-flows/sample-testing';

const ADELE = 'adele@contoso.example';
const PASSWORD = 'Password-of-Adele-1';
const byPassword = ['--account', ADELE, '--password-fd', '0'];

interface Sample {
  /** What it needs to get a token where no user is at hand. */
  args?: string[];
  /** The endpoint that refuses it in the failure; missing where only help and wrong usage can be shown. */
  failsAt?: 'devicecode' | 'token';
  /** A service runs until it is stopped: after this line of its log. */
  until?: RegExp;
}

export const samples: Record<string, Sample> = {
  'cli-device-code': { failsAt: 'devicecode' },
  'cli-device-code-steps': { failsAt: 'devicecode' },
  'cli-azure-sdk': { failsAt: 'devicecode' },
  'cli-interactive': { args: ['--no-browser'], failsAt: 'token' },
  'cli-broker': { args: ['--no-browser'], failsAt: 'token' },
  'cli-username-password': { args: byPassword, failsAt: 'token' },
  'cli-accounts': { failsAt: 'token' },
  // Its tokens need a Kerberos ticket: e2e/ticket.spec.ts of the sample has the same snapshots.
  'cli-integrated-windows': {},
  'headless-device-code': {
    args: ['--port', '0', '--first-pause', '1000'],
    failsAt: 'devicecode',
    until: /event"?[:=]"?working|AADSTS700016/,
  },
};

let emulator: IdentityEmulator;

/** The emulator of the tests in the file that calls this. */
export function useEmulator(): void {
  beforeAll(async () => {
    emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
    await startOver();
  });
  afterAll(() => emulator.close());
}

/**
 * Declares the tests of what a sample prints, compared with what is checked in (`__snapshots__`).
 *
 * @param what - how it is used, what its runs print, or both
 */
export function compareOutput(name: string, what: ('usage' | 'runs')[]): void {
  const { args = [], failsAt, until } = samples[name] ?? {};
  describe(name, () => {
    let place: Place;
    beforeEach(() => {
      place = placeFor(emulator, name);
    });
    afterEach(() => place.remove());

    /** Runs the sample as a user does who has just opened a terminal; a link is followed at once. */
    async function printed(own: string[]): Promise<string> {
      const running = place.run(['--cache', join(place.folder, 'cache'), ...own], { TZ: 'UTC' });
      running.child.stdin?.on('error', () => undefined).end(`${PASSWORD}\n`);
      const followed = until ? stopAfter(until, running) : followLink(running);
      await followed;
      return asText(await running.ended, place);
    }

    if (what.includes('usage')) {
      test('help', async () => {
        expect(await printed(['--help'])).toMatchSnapshot();
      });

      test('wrong usage', async () => {
        expect(await printed(['--no-such-option'])).toMatchSnapshot();
      });
    }

    if (failsAt === undefined || !what.includes('runs')) return;

    test('first run, second run, and the same as JSON', async () => {
      expect(await printed(args)).toMatchSnapshot('first run');
      if (name === 'cli-accounts') await signInElsewhere(place);
      expect(await printed(args)).toMatchSnapshot('second run');
      expect(await printed(['--json', ...args])).toMatchSnapshot('second run, --json');
      expect(await printed(['--sign-out'])).toMatchSnapshot('sign out');
      expect(await printed(['--json', ...args])).toMatchSnapshot('first run, --json');
    });

    test('one failure, and the same as JSON', async () => {
      if (name === 'cli-accounts') await signInElsewhere(place, { expires_in: 60 });
      await emulator.control.fault({ at: failsAt, answer: { aadsts: 'AADSTS700016' } });
      try {
        expect(await printed(args)).toMatchSnapshot('failure');
        expect(await printed(['--json', ...args])).toMatchSnapshot('failure, --json');
      } finally {
        await startOver();
      }
    });
  });
}

export const asText = ({ code, out, err }: Ended, place: Place) =>
  normalised(`exit code ${code}\n--- stdout\n${out}--- stderr\n${err}`, place);

/** A place for a run of a sample by hand. */
export const placeOf = (name: string): Place => placeFor(emulator, name);

async function startOver(): Promise<void> {
  await emulator.control.reset();
  await emulator.control.user({ does: 'approve', as: ADELE });
}

/** Another sample of the command line, over the same cache: `cli-accounts` has no sign-in of its own. */
async function signInElsewhere({ folder }: Place, merge = {}): Promise<void> {
  await emulator.control.fault({ at: 'token', answer: { merge } });
  const other = placeFor(emulator, 'cli-device-code');
  const { code } = await other.run(['--cache', join(folder, 'cache')]).ended;
  other.remove();
  await startOver();
  expect(code).toBe(0);
}

async function stopAfter(line: RegExp, { prompted, child }: Running): Promise<void> {
  await prompted(line).catch(() => undefined);
  child.kill('SIGTERM');
}

async function followLink({ prompted }: Running): Promise<void> {
  const link = await prompted(/http:\/\/localhost:\d+\/[\w-]{8}$/m).catch(() => undefined);
  if (link) await followSignIn(link[0]);
}
