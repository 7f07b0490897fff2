// @long every failure scenario once more, with a ticket
// @requires kerberos, curl
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Kdc, startKdc } from '@entra-flows/identity-emulator/testing/kdc';
import {
  type AfterFailure,
  nearlyExpired,
  placeFor,
  playScenario,
  type ScenarioCase,
  scenariosFor,
  testEachScenario,
} from '@entra-flows/sample-testing';

/** How the sample ends, without a user who could be asked. */
interface Ending {
  exit: 0 | 1;
  code?: string;
  userAction?: string;
  tryInstead?: string;
  fromCache?: boolean;
  /** Requests after the first one that failed. */
  later?: 0;
}

interface Case extends ScenarioCase {
  ends: Ending;
  /** Frida signed in before, and her token has to be renewed. */
  isSignedIn?: boolean;
}

const fails = (scenario: string, code: string, userAction: string, more: Partial<Ending> = {}) => ({
  scenario,
  ends: { exit: 1 as const, code, userAction, ...more },
});
/** Nothing is asked of any server after the first refusal. */
const stops = (scenario: string, code: string, userAction: string, more: Partial<Ending> = {}) =>
  fails(scenario, code, userAction, { later: 0, ...more });
const gets = (scenario: string, more: Partial<Case> = {}): Case => ({
  ...{ scenario, ends: { exit: 0 } },
  ...more,
});
/** Where other samples ask the user for a new sign-in, the ticket gives a token without one. */
const renewedByTicket = (scenario: string): Case =>
  gets(scenario, { isSignedIn: true, ends: { exit: 0, fromCache: false } });

const cases: readonly Case[] = [
  renewedByTicket('mfa-required'),
  renewedByTicket('refresh-token-revoked'),
  renewedByTicket('refresh-token-expired'),
  renewedByTicket('sessions-ended'),
  renewedByTicket('consent-needed'),
  stops('admin-consent-needed', 'AADSTS90094', 'contact-admin'),
  stops('password-expired', 'AADSTS50055', 'sign-in-again'),
  stops('account-locked', 'AADSTS50053', 'wait-and-retry'),
  stops('account-disabled', 'AADSTS50057', 'contact-admin'),
  stops('not-assigned', 'AADSTS50105', 'contact-admin'),
  stops('device-not-compliant', 'AADSTS53000', 'contact-admin'),
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

/** Plays a scenario to the sample's bundle, in an emulator of its own, with Frida's ticket. */
async function runScenario(entry: Case): Promise<AfterFailure & Ending> {
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
    if (entry.isSignedIn) {
      await control.fault(nearlyExpired());
      await run();
      await control.reset();
    }
    const { result, later, pause } = await playScenario(control, entry, run);
    const { code, out, err } = result;
    expect(err).not.toMatch(/^\s+at /m);
    const { error = {}, fromCache } = JSON.parse(out || '{}') as { error?: Ending } & Ending;
    return { ...error, fromCache, exit: code, later, pause } as AfterFailure & Ending;
  } finally {
    place.remove();
  }
}

beforeAll(async () => {
  kdc = await startKdc({ realm: 'ADATUM.EXAMPLE', users: { frida: 'Password-of-Frida-1' } });
  await kdc.signIn('frida', 'Password-of-Frida-1');
});
afterAll(async () => {
  await kdc?.[Symbol.asyncDispose]();
});

describe('each failure scenario ends as a good client ends it', () => {
  testEachScenario({
    cases,
    run: runScenario,
    check: (outcome, { ends }) => expect(outcome).toMatchObject(ends),
  });

  test('and every scenario of the catalogue that affects a ticket is here', () => {
    const places = ['userrealm', 'mex', 'ws-trust', 'discovery', 'refresh_token', 'graph'];
    expect(cases.map(({ scenario }) => scenario).sort()).toEqual(scenariosFor(places).sort());
  });
});
