// @long every failure story once more, met with a ticket
// @requires kerberos, curl
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scenarios, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import {
  type AfterFailure,
  appliesTo,
  meetAll,
  nearlyExpired,
  placeFor,
  playScenario,
  type StoryMeeting,
} from '@entra-flows/sample-testing';

/** How the sample ends; no user is there who could be asked. */
interface Ending {
  exit: 0 | 1;
  code?: string;
  userAction?: string;
  tryInstead?: string;
  fromCache?: boolean;
  /** Requests after the first one that failed. */
  later?: 0;
}

interface Meeting extends StoryMeeting {
  ends: Ending;
  /** Frida signed in before, and her token has to be renewed. */
  isSignedIn?: boolean;
}

const fails = (story: string, code: string, userAction: string, more: Partial<Ending> = {}) => ({
  story,
  ends: { exit: 1 as const, code, userAction, ...more },
});
/** Nothing is asked of any server after the first no. */
const stops = (story: string, code: string, userAction: string, more: Partial<Ending> = {}) =>
  fails(story, code, userAction, { later: 0, ...more });
const gets = (story: string, more: Partial<Meeting> = {}): Meeting => ({
  ...{ story, ends: { exit: 0 } },
  ...more,
});
/** What a user would mend by a new sign-in, the ticket mends without one. */
const mendedByTicket = (story: string): Meeting =>
  gets(story, { isSignedIn: true, ends: { exit: 0, fromCache: false } });

const meetings: readonly Meeting[] = [
  mendedByTicket('mfa-required'),
  mendedByTicket('refresh-token-revoked'),
  mendedByTicket('refresh-token-expired'),
  mendedByTicket('sessions-ended'),
  mendedByTicket('consent-needed'),
  stops('admin-consent-needed', 'AADSTS90094', 'contact-admin'),
  stops('password-expired', 'AADSTS50055', 'sign-in-again', { tryInstead: 'interactive' }),
  stops('account-locked', 'AADSTS50053', 'wait-and-retry'),
  stops('account-disabled', 'AADSTS50057', 'contact-admin'),
  stops('not-assigned', 'AADSTS50105', 'contact-admin'),
  stops('device-not-compliant', 'AADSTS53000', 'contact-admin', { tryInstead: 'interactive' }),
  stops('wrong-tenant', 'AADSTS90002', 'fix-request'),
  stops('tenant-missing', 'AADSTS50059', 'fix-request'),
  stops('wrong-client', 'AADSTS700016', 'fix-app-registration'),
  stops('not-a-public-client', 'AADSTS7000218', 'fix-app-registration'),
  stops('wrong-scope', 'AADSTS70011', 'fix-request'),
  stops('loop-detected', 'AADSTS50196', 'wait-and-retry'),
  gets('claims-challenge'),
  gets('throttled', { pause: 10 }),
  gets('tenant-throttled', { pause: 10 }),
  gets('api-throttled', { pause: 10 }),
  fails('outage', 'temporarily_unavailable', 'wait-and-retry'),
  gets('slow-network'),
  stops('hang', 'ERR_DEADLINE', 'wait-and-retry'),
  // An assertion is not sent twice: the first time may have counted.
  fails('connection-dropped', 'ECONNRESET', 'wait-and-retry'),
  fails('truncated-json', 'temporarily_unavailable', 'wait-and-retry'),
  fails('html-instead-of-json', 'invalid_response', 'fix-request'),
  // Kerberos allows five minutes; AD FS answers 401, and does not say why.
  fails('clock-skew', 'integrated_windows_authentication_failed', 'contact-admin'),
];

let kdc: Kdc;

/** Plays a story to the sample's bundle, in an emulator of its own, with Frida's ticket. */
async function meetStory(meeting: Meeting): Promise<AfterFailure & Ending> {
  await using emulator = await startIdentityEmulator({ adfs: { keytab: kdc.keytab } });
  const { control } = emulator;
  const place = placeFor(emulator, 'cli-integrated-windows');
  const { KRB5_CONFIG, KRB5CCNAME } = kdc.env;
  const run = () =>
    place.run(
      ['--json', '--no-browser', '--timeout', '30', '--cache', join(place.folder, 'cache')],
      {
        ...{ KRB5_CONFIG, KRB5CCNAME },
      },
    ).ended;
  try {
    if (meeting.isSignedIn) {
      await control.fault(nearlyExpired());
      await run();
      await control.reset();
    }
    const { result, later, pause } = await playScenario(control, meeting, run);
    const { code, out, err } = result;
    expect(err).not.toMatch(/^\s+at /m);
    const { error = {}, fromCache } = JSON.parse(out || '{}') as { error?: Ending } & Ending;
    return { ...error, fromCache, exit: code, later, pause } as AfterFailure & Ending;
  } finally {
    place.remove();
  }
}

let metAt: (meeting: Meeting) => Awaited<ReturnType<typeof meetStory>>;
beforeAll(async () => {
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users: { frida: 'Password-of-Frida-1' } });
  await kdc.signIn('frida', 'Password-of-Frida-1');
  metAt = await meetAll(meetings, meetStory);
}, 300_000);
afterAll(async () => {
  await kdc?.[Symbol.asyncDispose]();
});

describe('each failure story ends as a good client ends it', () => {
  test.each(meetings.map((meeting) => [meeting.story, meeting] as const))(
    '%s',
    (_story, meeting) => {
      const met = metAt(meeting);
      expect(met).toMatchObject(meeting.ends);
      // Timers of Node may fire a little early.
      expect(met.pause).toBeGreaterThanOrEqual((meeting.pause ?? 0) - 0.05);
    },
  );

  test('and every story of the catalogue that a ticket can meet is here', () => {
    const places = ['userrealm', 'mex', 'ws-trust', 'discovery', 'refresh_token', 'graph'];
    const able = scenarios.filter(({ steps }) => steps.some((step) => appliesTo(step, places)));
    expect(meetings.map(({ story }) => story).sort()).toEqual(able.map(({ name }) => name).sort());
  });
});
