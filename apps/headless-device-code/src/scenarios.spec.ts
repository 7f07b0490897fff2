// @long every failure scenario once more, in the log of a service
import { describe, expect, test } from '@jest/globals';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  placeFor,
  type ScenarioCase,
  scenariosFor,
  testEachScenario,
} from '@entra-flows/sample-testing';
import { type LogLine, runService } from '../testing/run-service.ts';

const USER = 'adele@contoso.example';

interface Case extends ScenarioCase {
  /** Code of the diagnosis in the log; none where the service only has to wait. */
  code?: string;
}

const fails = (scenario: string, code: string): Case => ({ scenario, code });
const waits = (scenario: string): Case => ({ scenario });

/** Without a sign-in at the start, and without a restart. */
const cases: readonly Case[] = [
  fails('device-code-expired', 'AADSTS70020'),
  fails('device-code-declined', 'AADSTS700171'),
  fails('device-code-blocked', 'AADSTS53003'),
  fails('admin-consent-needed', 'AADSTS90094'),
  fails('password-expired', 'AADSTS50055'),
  fails('account-locked', 'AADSTS50053'),
  fails('account-disabled', 'AADSTS50057'),
  fails('not-assigned', 'AADSTS50105'),
  fails('device-not-compliant', 'AADSTS53000'),
  fails('wrong-tenant', 'AADSTS90002'),
  fails('tenant-missing', 'AADSTS50059'),
  fails('shared-authority', 'AADSTS90133'),
  fails('wrong-client', 'AADSTS700016'),
  fails('not-a-public-client', 'AADSTS7000218'),
  fails('wrong-scope', 'AADSTS70011'),
  fails('loop-detected', 'AADSTS50196'),
  fails('throttled', 'http_429'),
  fails('tenant-throttled', 'AADSTS90055'),
  fails('outage', 'temporarily_unavailable'),
  fails('hang', 'ERR_DEADLINE'),
  fails('html-instead-of-json', 'invalid_response'),
  waits('api-throttled'),
  waits('claims-challenge'),
  waits('sessions-ended'),
  waits('slow-down'),
  waits('slow-network'),
  waits('connection-dropped'),
  waits('truncated-json'),
  waits('clock-skew'),
];

/** Returns the first line of the log about it, and the user who is signed in at the end. */
async function runScenario({
  scenario,
  code,
}: Case): Promise<{ first?: LogLine; username?: string }> {
  await using emulator = await startIdentityEmulator({ deviceCode: { interval: 0.1 } });
  const { control } = emulator;
  const place = placeFor(emulator, 'headless-device-code');
  await control.play(scenario);
  const service = runService(place);
  const late = setTimeout(() => service.child.kill('SIGKILL'), 100_000);
  try {
    const first = code ? await service.said(code) : await service.event('sign-in-needed');
    if (code) await control.withdraw(scenario);
    await control.user({ does: 'approve', as: USER });
    service.child.kill('SIGUSR2');
    const { username = '' } = await service.event('working');
    return { first, username };
  } finally {
    clearTimeout(late);
    await service.stop('SIGKILL');
    place.remove();
  }
}

describe('each failure scenario is survived', () => {
  testEachScenario({
    cases,
    run: runScenario,
    check({ first, username }, { code }) {
      expect(first).toMatchObject(code ? { code } : { event: 'sign-in-needed' });
      if (first?.event !== 'no-usable-answer' && code) expect(first?.['text']).toMatch(/\nNext: /);
      expect(username).toBe(USER);
    },
  });

  test('and every scenario of the catalogue that affects a service without a sign-in is here', () => {
    const places = ['discovery', 'devicecode', 'device_code', 'graph'];
    expect(cases.map(({ scenario }) => scenario).sort()).toEqual(scenariosFor(places).sort());
  });
});
